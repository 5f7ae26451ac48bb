// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.haze;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

import javax.imageio.ImageIO;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Pictures;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.task.Progress;
import org.junit.jupiter.api.Test;

/**
 * Numbers of the code that the authors of HazeFlow and DehazeSB publish, and for a photograph those of a program that
 * gives theirs: docs/goldens.md, "Dark channel prior".
 */
class DarkChannelPriorGoldenTest {

    @Test
    void darkChannelOfTheHazeFlowImage() throws HazeLabException {
        FloatImage image = Pictures.hazeFlowGolden();
        double mean = 0;
        for (int c = 0; c < 3; c++) {
            mean += Pictures.mean(image.plane(c)) / 3;
        }
        assertEquals(0.5478534, mean, 1e-6, "the image itself");
        FloatImage dark = DarkChannelPrior.darkChannel(image, 15, Progress.NONE);
        assertEquals(0.294912, Pictures.mean(dark.plane(0)), 1e-6);
        assertEquals(0.149020, min(dark), 1e-6);
        assertEquals(0.580392, max(dark), 1e-6);
    }

    @Test
    void hazeFlowUnderWhiteAirlight() throws HazeLabException {
        HazeEstimate found =
            DarkChannelPrior.estimate(Pictures.hazeFlowGolden(), DcpSettings.hazeFlowTraining(), Progress.NONE);
        assertEquals(Airlight.WHITE, found.airlight());
        assertEquals(0.7198768, found.mean(), 1e-6);
        assertEquals(0.4970819, found.min(), 1e-6);
        assertEquals(0.9346117, found.max(), 1e-6);
        assertEquals(0.6563067, at(found, 0, 0), 1e-6);
        assertEquals(0.6811698, at(found, 120, 160), 1e-6);
        assertEquals(0.6015424, at(found, 239, 319), 1e-6);
        assertEquals(0.6957918, at(found, 50, 300), 1e-6);
    }

    @Test
    void rawHazeFlowUnderWhiteAirlight() throws HazeLabException {
        DcpSettings refined = DcpSettings.hazeFlowTraining();
        DcpSettings raw = new DcpSettings(15, 0.95, refined.airlight(), Refinement.NONE, refined.guidedFilter(), false);
        HazeEstimate found = DarkChannelPrior.estimate(Pictures.hazeFlowGolden(), raw, Progress.NONE);
        assertEquals(0.7198339, found.mean(), 1e-6);
        assertEquals(0.7280392, at(found, 120, 160), 1e-6);
    }

    /**
     * The reference sorts unstably and the dark channel has plateaus: which pixels enter its airlight is not defined.
     */
    @Test
    void hazeFlowUnderEstimatedAirlight() throws HazeLabException {
        HazeEstimate found =
            DarkChannelPrior.estimate(Pictures.hazeFlowGolden(), DcpSettings.hazeFlow(), Progress.NONE);
        assertEquals(0.75263159, found.airlight().red(), 0.02);
        assertEquals(0.78539733, found.airlight().green(), 0.02);
        assertEquals(0.75835915, found.airlight().blue(), 0.02);
        assertEquals(0.6315084, found.mean(), 0.02);
        assertEquals(0.3338242, found.min(), 0.02);
        assertEquals(0.9182267, found.max(), 0.02);
        assertEquals(0.5469418, at(found, 0, 0), 0.02);
        assertEquals(0.5798243, at(found, 120, 160), 0.02);
        assertEquals(0.4724506, at(found, 239, 319), 0.02);
        assertEquals(0.5993234, at(found, 50, 300), 0.02);
    }

    @Test
    void dehazeSb() throws HazeLabException {
        FloatImage image = Pictures.metricsHazy(128, 96);
        assertEquals(5938587, sum(image), 0.5, "the image itself");
        FloatImage dark = DarkChannelPrior.darkChannel(image, 5, Progress.NONE);
        assertEquals(0.4553631151, Pictures.mean(dark.plane(0)), 1e-7);

        HazeEstimate found = DarkChannelPrior.estimate(image, DcpSettings.dehazeSb(), Progress.NONE);
        assertEquals(227 / 255.0, found.airlight().red(), 1e-7);
        assertEquals(202 / 255.0, found.airlight().green(), 1e-7);
        assertEquals(206 / 255.0, found.airlight().blue(), 1e-7);
        assertEquals(0.4795808909, found.mean(), 1e-7);
        assertEquals(0.1917479983, found.min(), 1e-7);
        assertEquals(0.7808113924, found.max(), 1e-7);
        assertEquals(0.2248758394, at(found, 0, 0), 1e-7);
        assertEquals(0.5090587920, at(found, 50, 60), 1e-7);

        // DehazeSB divides by t without a bound; t stays above 0.19 here.
        FloatImage recovered = DarkChannelPrior.recover(image, found.transmission(), found.airlight(),
            RecoverySettings.published(0.001), Progress.NONE);
        assertEquals(0.4031867, Pictures.mean(recovered.plane(0)) / 255, 1e-6);
        assertEquals(0.5322420, Pictures.mean(recovered.plane(1)) / 255, 1e-6);
        assertEquals(0.3914563, Pictures.mean(recovered.plane(2)) / 255, 1e-6);
    }

    @Test
    void rawDehazeSb() throws HazeLabException {
        DcpSettings refined = DcpSettings.dehazeSb();
        DcpSettings raw = new DcpSettings(5, 0.95, refined.airlight(), Refinement.NONE, refined.guidedFilter(), false);
        HazeEstimate found = DarkChannelPrior.estimate(Pictures.metricsHazy(128, 96), raw, Progress.NONE);
        assertEquals(0.4777889251, found.mean(), 1e-7);
    }

    /** By OpenCV: tests/data/dcp_goldens.py, which breaks ties of the dark channel by the index, as ours does. */
    @Test
    void hazeFlowOnAPhotograph() throws HazeLabException, IOException {
        FloatImage image = hazyPhotograph();
        assertEquals(89189670, sum(image), 0.5, "the image itself");
        FloatImage dark = DarkChannelPrior.darkChannel(image, 15, Progress.NONE);
        assertEquals(0.4270766, Pictures.mean(dark.plane(0)), 1e-6);
        assertEquals(0.1647059, min(dark), 1e-6);
        assertEquals(0.7607843, max(dark), 1e-6);

        HazeEstimate white = DarkChannelPrior.estimate(image, DcpSettings.hazeFlowTraining(), Progress.NONE);
        assertEquals(0.5938911, white.mean(), 1e-6);
        assertEquals(0.3793679, white.min(), 1e-6);
        assertEquals(0.8439837, white.max(), 1e-6);
        assertEquals(0.4408549, at(white, 0, 0), 1e-6);
        assertEquals(0.5838531, at(white, 192, 256), 1e-6);
        assertEquals(0.7202784, at(white, 383, 511), 1e-6);
        assertEquals(0.4652753, at(white, 50, 300), 1e-6);

        HazeEstimate estimated = DarkChannelPrior.estimate(image, DcpSettings.hazeFlow(), Progress.NONE);
        assertEquals(0.80768308, estimated.airlight().red(), 1e-6);
        assertEquals(0.82354943, estimated.airlight().green(), 1e-6);
        assertEquals(0.77739097, estimated.airlight().blue(), 1e-6);
        assertEquals(0.4844547, estimated.mean(), 1e-6);
        assertEquals(0.2197698, estimated.min(), 1e-6);
        assertEquals(0.7993071, estimated.max(), 1e-6);
        assertEquals(0.3121288, at(estimated, 0, 0), 1e-6);
        assertEquals(0.4659774, at(estimated, 192, 256), 1e-6);
        assertEquals(0.6401854, at(estimated, 383, 511), 1e-6);
        assertEquals(0.3318739, at(estimated, 50, 300), 1e-6);
    }

    /** A photograph of Kodak's under the haze of {@link Pictures#metricsHazy}. */
    private static FloatImage hazyPhotograph() throws IOException {
        BufferedImage picture = ImageIO.read(
            Path.of(System.getProperty("hazelab.root"), "tests", "data", "kodim01_crop.png").toFile());
        double[] airlight = {220, 224, 230};
        FloatImage image = FloatImage.zeros(picture.getWidth(), picture.getHeight(), 3, ValueRange.UINT8);
        for (int y = 0; y < image.height(); y++) {
            double t = 0.35 + 0.5 * y / (image.height() - 1);
            for (int x = 0; x < image.width(); x++) {
                for (int c = 0; c < 3; c++) {
                    int clean = picture.getRGB(x, y) >> 16 - 8 * c & 255;
                    image.plane(c)[y * image.width() + x] = (float)Math.rint(clean * t + airlight[c] * (1 - t));
                }
            }
        }
        return image;
    }

    private static double sum(FloatImage image) {
        double sum = 0;
        for (int c = 0; c < 3; c++) {
            sum += Pictures.mean(image.plane(c)) * image.pixels();
        }
        return sum;
    }

    private static double at(HazeEstimate found, int row, int column) {
        return found.transmission().plane(0)[row * found.transmission().width() + column];
    }

    private static double min(FloatImage image) {
        double min = Double.POSITIVE_INFINITY;
        for (float value : image.plane(0)) {
            min = Math.min(min, value);
        }
        return min;
    }

    private static double max(FloatImage image) {
        double max = Double.NEGATIVE_INFINITY;
        for (float value : image.plane(0)) {
            max = Math.max(max, value);
        }
        return max;
    }
}
