// SPDX-License-Identifier: Apache-2.0
package org.hazelab.published;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.imageio.ImageIO;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.haze.DarkChannelPrior;
import org.hazelab.imaging.haze.DcpSettings;
import org.hazelab.imaging.haze.HazeEstimate;
import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.ImageMetric;
import org.hazelab.metrics.MetricCatalog;
import org.hazelab.metrics.Score;
import org.hazelab.metrics.Scoring;
import org.hazelab.metrics.image.DataRange;
import org.hazelab.metrics.image.MetricInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that others publish for images which may not be passed on: README.md of this module. */
class PublishedImagesTest {

    private static final Path TESTS = Path.of(System.getProperty("hazelab.root"), "tests");

    /** I01.BMP of TID2013 is that part of Kodak's photograph, to the pixel. */
    private static final Path REFERENCE = TESTS.resolve("data/kodim01_crop.png");

    private static final Path IMAGES = TESTS.resolve("published/images");

    @ParameterizedTest
    @CsvSource({
        // the mean of red, green and blue, which another SSIM of colours may take otherwise
        "ssim_downsampled, 0.7842, 1e-2",
        // the authors' programs, five decimals
        "fsim, 0.93674, 1e-5", "fsimc, 0.92587, 1e-4", "gmsd_matlab, 0.094124655829098, 1e-12",
        "gmsd, 0.094124655829098, 1e-4"})
    void reachesThePublishedScore(String id, double expected, double tolerance) throws IOException {
        assertEquals(expected, score(id, read(IMAGES.resolve("i01_01_5.bmp")), read(REFERENCE)), tolerance);
    }

    /** The distorted image was the reference. */
    @Test
    void reachesThePublishedVsi() throws IOException {
        assertEquals(0.96405, score("vsi", read(REFERENCE), read(IMAGES.resolve("i01_01_5.bmp"))), 1e-5);
    }

    /**
     * What the published code of HazeFlow gives. It sorts unstably, so that which pixels of the same dark channel enter
     * the airlight is not defined.
     */
    @Test
    void reachesTheTransmissionOfHazeFlow() throws IOException, HazeLabException {
        FloatImage road = read(IMAGES.resolve("road_input.png"));
        HazeEstimate white = DarkChannelPrior.estimate(road, DcpSettings.hazeFlowTraining(), Progress.NONE);
        assertEquals(0.534779, white.mean(), 1e-6);
        assertEquals(0.210472, white.min(), 1e-6);
        assertEquals(0.815169, white.max(), 1e-6);
        HazeEstimate estimated = DarkChannelPrior.estimate(road, DcpSettings.hazeFlow(), Progress.NONE);
        assertEquals(0.979542, estimated.airlight().red(), 0.02);
        assertEquals(0.986275, estimated.airlight().green(), 0.02);
        assertEquals(0.986716, estimated.airlight().blue(), 0.02);
        assertEquals(0.525444, estimated.mean(), 0.02);
        assertEquals(0.193905, estimated.min(), 0.02);
        assertEquals(0.811621, estimated.max(), 0.02);
    }

    private static double score(String id, FloatImage image, FloatImage reference) {
        ImageMetric metric = (ImageMetric)MetricCatalog.builtIn().find(id).orElseThrow();
        Score score = Scoring.score(metric, MetricInput.of(image, reference, new DataRange.Declared()), Progress.NONE);
        return score.value();
    }

    private static FloatImage read(Path file) throws IOException {
        assertTrue(Files.exists(file), () -> file + " is missing: java tests/published/FetchImages.java fetches it");
        BufferedImage image = ImageIO.read(file.toFile());
        FloatImage result = FloatImage.zeros(image.getWidth(), image.getHeight(), 3, ValueRange.UINT8);
        for (int i = 0; i < result.pixels(); i++) {
            int rgb = image.getRGB(i % image.getWidth(), i / image.getWidth());
            for (int c = 0; c < 3; c++) {
                result.plane(c)[i] = rgb >> 16 - 8 * c & 255;
            }
        }
        return result;
    }
}
