// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.Pictures;
import org.hazelab.metrics.Scores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rounded luma is pyiqa's, and so are the metrics that are made of it. */
class LumaTest {

    /**
     * Of all 16,777,216 colours 16,782 lie half way between two levels. Sum and number of those that go up are of
     * numpy's {@code rint(float64(float32(0.299)) * R + float64(float32(0.587)) * G + float64(float32(0.114)) * B)}.
     * It gives what pyiqa 0.1.16 does (to_y_channel of 64-bit floats, torch 2.14.0) for every colour but 6, whose half
     * is exact in these weights too, so that pyiqa's division by 255 decides.
     */
    @Test
    void roundsEveryColourAsPyiqaDoes() {
        long sum = 0;
        int ties = 0;
        int up = 0;
        for (int r = 0; r < 256; r++) {
            double[] luma = MetricImage.of(plane(r), ValueRange.UINT8).get(Luma.YIQ_ROUNDED, Progress.NONE);
            for (int i = 0; i < luma.length; i++) {
                int thousandths = 299 * r + 587 * (i / 256) + 114 * (i % 256);
                sum += (long)luma[i];
                if (thousandths % 1000 == 500) {
                    ties++;
                    up += luma[i] * 1000 > thousandths ? 1 : 0;
                }
            }
        }
        assertEquals(16782, ties);
        assertEquals(13411, up);
        assertEquals(2139100060L, sum);
    }

    /** All greens down, all blues to the right. */
    private static FloatImage plane(int red) {
        FloatImage image = FloatImage.zeros(256, 256, 3, ValueRange.UINT8);
        Arrays.fill(image.plane(0), red);
        for (int i = 0; i < image.pixels(); i++) {
            image.plane(1)[i] = i / 256;
            image.plane(2)[i] = i % 256;
        }
        return image;
    }

    /**
     * What pyiqa 0.1.16 itself gives (torch 2.14.0, SSIM(), SSIM(downsample=True), MS_SSIM() and GMSD() of 64-bit
     * floats) for the pictures of {@code GoldenTest}. It keeps the Gaussian window in 32-bit floats and adds 1e-12
     * below the root of GMSD, hence the tolerances.
     */
    @ParameterizedTest
    @CsvSource({
        "ssim_y, 0.8358717918800271, 0.8365530740969451, 0.8351914977455107, 1e-7",
        "ssim_y_downsampled, 0.8358717918800271, 0.8365530740969451, 0.8297271301565295, 1e-7",
        "ms_ssim, 0.8625729211369887, 0.8586418064268712, 0.8660897069460344, 1e-7",
        "gmsd_pyiqa, 0.08851183393895638, 0.08845198147615181, 0.08819373360383898, 1e-9"})
    void metricsOfTheRoundedLumaAreThoseOfPyiqa(String id, double even, double odd, double large, double tolerance) {
        assertEquals(even, Scores.value(id, Pictures.hazy(256, 192), Pictures.clean(256, 192)), tolerance);
        assertEquals(odd, Scores.value(id, Pictures.hazy(203, 181), Pictures.clean(203, 181)), tolerance);
        assertEquals(large, Scores.value(id, Pictures.hazy(640, 400), Pictures.clean(640, 400)), tolerance);
    }
}
