// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.imageio.ImageIO;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.ValueRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of shared/data/metrics/EXPECTED.csv: published scores of images that are not ours to ship. */
class ExpectedScoresTest {

    private static final Path IMAGES =
        Path.of(System.getProperty("hazelab.root"), "..", "shared", "data", "metrics").normalize();

    @ParameterizedTest
    @CsvSource({
        // SSIM: MATLAB/official atol 1e-4, downsampled
        "ssim_y_downsampled, goldhill_jpeg.gif, goldhill.gif, 0.8202, 1e-4",
        "ssim_downsampled, goldhill_jpeg.gif, goldhill.gif, 0.8202, 1e-4",
        // SSIM: atol 1e-2, RGB mean
        "ssim_downsampled, i01_01_5.bmp, I01.BMP, 0.7842, 1e-2",
        // FSIM, FSIMc, VSI: official, five decimals
        "fsim, goldhill_jpeg.gif, goldhill.gif, 0.89691, 1e-5",
        "fsim, i01_01_5.bmp, I01.BMP, 0.93674, 1e-5",
        "fsimc, i01_01_5.bmp, I01.BMP, 0.92587, 1e-4",
        "vsi, I01.BMP, i01_01_5.bmp, 0.96405, 1e-5",
        // GMSD: MATLAB
        "gmsd_matlab, goldhill_jpeg.gif, goldhill.gif, 0.138012587141798, 1e-12",
        "gmsd_matlab, i01_01_5.bmp, I01.BMP, 0.094124655829098, 1e-12",
        "gmsd, goldhill_jpeg.gif, goldhill.gif, 0.138012587141798, 1e-4",
        "gmsd, i01_01_5.bmp, I01.BMP, 0.094124655829098, 1e-4"})
    void reachesTheExpectedScore(String id, String image, String reference, double expected, double tolerance)
        throws IOException {
        assumeTrue(Files.isDirectory(IMAGES), "the images with published scores are not at hand");
        assertEquals(expected, Scores.value(id, read(image), read(reference)), tolerance);
    }

    @ParameterizedTest
    @CsvSource({
        // BRISQUE: MATLAB, rtol 1e-4
        "brisque, goldhill.gif, 8.425548118925917, 8.4e-4",
        "brisque, I01.BMP, 10.259409019043119, 1.02e-3",
        // FADE: official MATLAB code in GNU Octave
        "fade, fade_test_image1.png, 0.9118198, 1e-6"})
    void reachesTheExpectedScoreWithoutReference(String id, String image, double expected, double tolerance)
        throws IOException {
        assumeTrue(Files.isDirectory(IMAGES), "the images with published scores are not at hand");
        assertEquals(expected, Scores.value(id, read(image), null), tolerance);
    }

    private static FloatImage read(String name) throws IOException {
        BufferedImage image = ImageIO.read(IMAGES.resolve(name).toFile());
        boolean grey = isGrey(image);
        FloatImage result = FloatImage.zeros(image.getWidth(), image.getHeight(), grey ? 1 : 3, ValueRange.UINT8);
        for (int i = 0; i < result.pixels(); i++) {
            int rgb = image.getRGB(i % image.getWidth(), i / image.getWidth());
            for (int c = 0; c < result.channels(); c++) {
                result.plane(c)[i] = rgb >> 16 - 8 * c & 255;
            }
        }
        return result;
    }

    /** Whether the palette of a GIF holds greys alone. */
    private static boolean isGrey(BufferedImage image) {
        for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
            int rgb = image.getRGB(i % image.getWidth(), i / image.getWidth());
            if ((rgb >> 16 & 255) != (rgb & 255) || (rgb >> 8 & 255) != (rgb & 255)) {
                return false;
            }
        }
        return true;
    }
}
