// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.hazelab.imaging.FloatImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * docs/goldens.md, "Metrics on pictures made by formula": the hazy against the clean picture, in three sizes.
 *
 * <p>The numbers of ssim_y, ms_ssim and gmsd_pyiqa are computed in NumPy with the rounded luma that {@code LumaTest}
 * takes from pyiqa, windows in 64-bit floats.
 */
class GoldenTest {

    @Test
    void picturesAreThoseOfTheTable() {
        assertEquals(17509370, sum(Pictures.clean(256, 192)));
        assertEquals(23695229, sum(Pictures.hazy(256, 192)));
        assertEquals(1534345, sum(Pictures.clean(64, 64)));
        assertEquals(2013861, sum(Pictures.hazy(64, 64)));
        assertEquals(4439131, sum(Pictures.clean(128, 96)));
        assertEquals(5938587, sum(Pictures.hazy(128, 96)));
    }

    private static double sum(FloatImage image) {
        double sum = 0;
        for (int c = 0; c < 3; c++) {
            for (float v : image.plane(c)) {
                sum += v;
            }
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource({
        "psnr, 14.081057717698314, 14.112913229907429, 14.002623973783619, 1e-12",
        "psnr_capped, 14.081056606248065, 14.112912110274717, 14.002622882226028, 1e-12",
        "ssim, 0.7899087887071823, 0.7925541511547634, 0.7890266360462558, 1e-12",
        "ssim_y, 0.8358717267745138, 0.8365530087767976, 0.8351914339638015, 1e-12",
        "ms_ssim_rgb, 0.861682920132833, 0.8547065946675549, 0.8612590719663311, 1e-12",
        "ms_ssim, 0.8625728912436033, 0.8586417754969736, 0.8660896776370912, 1e-12",
        "vsi, 0.9540452539073957, 0.9545258120204417, 0.9494822306496286, 1e-12",
        "fsimc, 0.8859653914490562, 0.8855640467376228, 0.867684874811759, 1e-12",
        "fsim, 0.8916026657955498, 0.8912287482507284, 0.8730587067347497, 1e-12",
        "gmsd_pyiqa, 0.08851183324863905, 0.08845198077676067, 0.08819373296069728, 1e-12",
        "gmsd, 0.08844950419358, 0.08864815197726, 0.08813160725819, 1e-12"})
    void reachesTheNumbersOfTheTable(String id, double even, double odd, double large, double tolerance) {
        assertEquals(even, Scores.value(id, Pictures.hazy(256, 192), Pictures.clean(256, 192)), tolerance);
        assertEquals(odd, Scores.value(id, Pictures.hazy(203, 181), Pictures.clean(203, 181)), tolerance);
        assertEquals(large, Scores.value(id, Pictures.hazy(640, 400), Pictures.clean(640, 400)), tolerance);
    }

    @ParameterizedTest
    @CsvSource({"0, 19.223764682", "1, 18.037078935", "2, 17.703373012"})
    void rangeInvariantPsnrOfEachChannel(int channel, double expected) {
        assertEquals(expected, Scores.value("ri_psnr", Pictures.channel(Pictures.hazy(256, 192), channel),
            Pictures.channel(Pictures.clean(256, 192), channel)), 5e-10);
    }
}
