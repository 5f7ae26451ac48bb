// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.writer;

import static org.hazelab.knime.nodes.testing.TestTable.IMAGE;
import static org.hazelab.knime.nodes.testing.TestTable.PNG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import javax.imageio.ImageIO;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.io.ImageFileReader;
import org.hazelab.imaging.task.Progress;
import org.hazelab.knime.nodes.testing.NodeTester;
import org.hazelab.knime.nodes.testing.Pictures;
import org.hazelab.knime.nodes.testing.TestTable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageWriterFormatsTest {

    @AutoClose
    private final NodeTester writer = new NodeTester(new ImageWriterNodeFactory());

    private Path write(final Object image) {
        TestTable table = TestTable.of("image", image instanceof FloatImage ? IMAGE : PNG).row("Row0", image);
        return Path.of(writer.execute(table).quietTable().text(0, "path"));
    }

    /** What the JDK reads: as many bits as the file has, channel by channel. */
    private static float[][] samples(final Path file, final int bits) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        assertEquals(bits, image.getSampleModel().getSampleSize(0));
        float[][] planes = new float[image.getRaster().getNumBands()][];
        for (int c = 0; c < planes.length; c++) {
            planes[c] = image.getRaster().getSamples(0, 0, image.getWidth(), image.getHeight(), c, (float[])null);
        }
        return planes;
    }

    private static void assertPixels(final FloatImage expected, final float[]... planes) {
        assertEquals(expected.channels(), planes.length);
        for (int c = 0; c < planes.length; c++) {
            assertTrue(Arrays.equals(expected.plane(c), planes[c]), "channel " + c + " differs");
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "3"})
    void writesPngOf8Bits(final int channels) throws IOException {
        FloatImage image = Pictures.pattern(21, 13, channels);
        Path file = write(image);
        assertEquals(writer.workflow().resolve("data/output/Row0.png"), file);
        assertPixels(image, samples(file, 8));
    }

    @ParameterizedTest
    @CsvSource({"1", "3"})
    void writesPngOf16Bits(final int channels) throws IOException {
        FloatImage image = Pictures.pattern16(21, 13, channels);
        writer.set("format", "PNG_16");
        assertPixels(image, samples(write(image), 16));
    }

    @Test
    void writesATransmissionOfOneAs65535AndClipsWhatLeavesTheRange() throws IOException {
        FloatImage image = FloatImage.of(5, 1, ValueRange.UNIT, new float[] {0, 0.5f, 1, -3, 7});
        writer.set("format", "PNG_16");
        assertPixels(FloatImage.of(5, 1, ValueRange.UINT16, new float[] {0, 32768, 65535, 0, 65535}),
            samples(write(image), 16));
    }

    @Test
    void writesTiffWithEveryNumberAndTheRange() throws HazeLabException {
        FloatImage image = Pictures.floats(21, 13, 3).withRange(new ValueRange(-2, 5));
        image.plane(1)[7] = Float.NaN;
        image.plane(2)[8] = Float.NEGATIVE_INFINITY;
        writer.set("format", "TIFF_FLOAT");
        Path file = write(image);
        assertEquals("Row0.tif", file.getFileName().toString());
        assertEquals(image, read(file));
    }

    private static FloatImage read(final Path file) throws HazeLabException {
        try (ImageFileReader reader = ImageFileReader.open(file, ImageFileReader.Options.DEFAULT)) {
            return reader.readStack(Progress.NONE);
        }
    }

    @Test
    void writesAStackAsTiffOnly() throws HazeLabException {
        FloatImage stack = Pictures.stack(9, 8, 3);
        String failure = writer.execute(TestTable.ofImages(stack)).failure();
        assertTrue(failure.startsWith("Row \"Row0\": PNG with 8 bits holds a single image, this one has 3 slices"),
            failure);
        assertTrue(failure.contains("TIFF"), failure);
        writer.set("format", "TIFF_FLOAT");
        assertEquals(stack, read(write(stack)));
    }

    @Test
    void writesJpegOfTheQualityThatIsAskedFor() throws IOException {
        FloatImage image = Pictures.hazy(64, 48);
        writer.set("format", "JPEG").set("ifExists", "OVERWRITE");
        Path file = write(image);
        assertEquals("Row0.jpg", file.getFileName().toString());
        long usual = Files.size(file);
        float[][] planes = samples(file, 8);
        FloatImage read = FloatImage.of(64, 48, ValueRange.UINT8, planes);
        assertTrue(Pictures.difference(image, read) < 40, "differs by " + Pictures.difference(image, read));
        writer.set("jpegQuality", 10);
        assertTrue(Files.size(write(image)) < usual / 2, "lower quality is not smaller");
    }

    @ParameterizedTest
    @CsvSource({"8", "16"})
    void takesPngCells(final int bits) throws IOException {
        FloatImage image = bits == 8 ? Pictures.pattern(21, 13, 3) : Pictures.pattern16(21, 13, 3);
        writer.set("format", bits == 8 ? "PNG_8" : "PNG_16");
        assertPixels(image, samples(write(TestTable.png(image, bits)), bits));
    }
}
