// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.ValueRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What metrics make of images without any structure. */
class FlatTest {

    private static final List<int[]> SIZES = List.of(new int[] {200, 200}, new int[] {209, 197}, new int[] {515, 520});

    /** Each weighs pixels by what stands out of them, and divides by the sum of the weights. */
    @ParameterizedTest
    @ValueSource(strings = {"vsi", "fsim", "fsimc"})
    void metricsThatWeighByStructureHaveNoScoreOfTwoFlatImages(String id) {
        for (int[] size : SIZES) {
            for (float[] levels : new float[][] {{0, 255}, {0, 0}, {255, 255}, {100, 100}, {100, 37}, {77, 78}}) {
                for (int channels : new int[] {1, 3}) {
                    Score score = Scores.score(id, Pictures.flat(size[0], size[1], channels, levels[0]),
                        Pictures.flat(size[0], size[1], channels, levels[1]));
                    assertTrue(score.isMissing(), () -> id + " " + levels[0] + " " + levels[1] + ": " + score.value());
                    assertTrue(score.reason().startsWith("Image and reference are flat"), score.reason());
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"vsi", "fsim", "fsimc"})
    void flatColoursOfAnyRangeAreFlatToo(String id) {
        FloatImage image = FloatImage.of(64, 64, new ValueRange(0, 1), filled(0.1f), filled(0.7f), filled(0.3f));
        FloatImage reference = FloatImage.of(64, 64, new ValueRange(0, 1), filled(0.9f), filled(0.2f), filled(0.33f));
        assertTrue(Scores.score(id, image, reference).isMissing());
    }

    private static float[] filled(float value) {
        float[] plane = new float[64 * 64];
        java.util.Arrays.fill(plane, value);
        return plane;
    }

    /** One pixel is enough to look at, and so is one image with structure, as in published programs. */
    @ParameterizedTest
    @ValueSource(strings = {"vsi", "fsim", "fsimc"})
    void oneFlatImageIsScored(String id) {
        FloatImage flat = Pictures.flat(200, 180, 3, 100);
        FloatImage dot = Pictures.flat(200, 180, 3, 100);
        dot.plane(0)[90 * 200 + 100] = 200;
        assertFalse(Scores.score(id, flat, dot).isMissing());
        assertFalse(Scores.score(id, Pictures.clean(200, 180), flat).isMissing());
        assertFalse(Scores.score(id, flat, Pictures.clean(200, 180)).isMissing());
    }

    /**
     * Whatever has a constant in its quotient is defined for flat images: 100 against 37, by the formulas. With means
     * alone SSIM is (2 a b + C1) / (a a + b b + C1). GMSD sees the frame, beyond which it takes zeros, and no more.
     */
    @ParameterizedTest
    @CsvSource({"psnr, 12.143992619607468", "mse, 3969", "mae, 63", "ssim, 0.6510923363605228",
        "ssim_y, 0.6510923363605228", "ssim_uniform, 0.6510923363605228", "dark_channel, 0.39215686274509803"})
    void otherMetricsScoreFlatImages(String id, double expected) {
        assertEquals(expected, Scores.value(id, Pictures.flat(200, 200, 3, 100), Pictures.flat(200, 200, 3, 37)), 1e-9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ri_psnr", "micro_ms3im", "niqe", "brisque", "fade"})
    void theseSayWhyTheyCannotScoreFlatImages(String id) {
        String reason = Scores.score(id, Pictures.flat(200, 200, 3, 100), Pictures.flat(200, 200, 3, 37)).reason();
        assertTrue(reason.contains("flat") || reason.contains("texture"), reason);
    }
}
