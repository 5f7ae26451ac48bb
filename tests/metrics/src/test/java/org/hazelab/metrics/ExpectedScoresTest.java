// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

import javax.imageio.ImageIO;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.ValueRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Scores that the authors' programs give, of images in tests/data: docs/goldens.md, "Published scores". Those of an
 * image that may not be passed on are held by the module tests/published.
 */
class ExpectedScoresTest {

    private static final Path IMAGES = Path.of(System.getProperty("hazelab.root"), "tests", "data");

    @ParameterizedTest
    @CsvSource({
        // SSIM: MATLAB/official atol 1e-4, downsampled
        "ssim_y_downsampled, goldhill_jpeg.gif, goldhill.gif, 0.8202, 1e-4",
        "ssim_downsampled, goldhill_jpeg.gif, goldhill.gif, 0.8202, 1e-4",
        // FSIM: official, five decimals
        "fsim, goldhill_jpeg.gif, goldhill.gif, 0.89691, 1e-5",
        // GMSD: MATLAB
        "gmsd_matlab, goldhill_jpeg.gif, goldhill.gif, 0.138012587141798, 1e-12",
        "gmsd, goldhill_jpeg.gif, goldhill.gif, 0.138012587141798, 1e-4"})
    void reachesTheExpectedScore(String id, String image, String reference, double expected, double tolerance)
        throws IOException {
        assertEquals(expected, Scores.value(id, read(image), read(reference)), tolerance);
    }

    @ParameterizedTest
    @CsvSource({
        // BRISQUE: MATLAB, rtol 1e-4
        "brisque, goldhill.gif, 8.425548118925917, 8.4e-4",
        "brisque, kodim01_crop.png, 10.259409019043119, 1.02e-3",
        // FADE: official MATLAB code in GNU Octave
        "fade, fade_test_image1.png, 0.9118198, 1e-6"})
    void reachesTheExpectedScoreWithoutReference(String id, String image, double expected, double tolerance)
        throws IOException {
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
