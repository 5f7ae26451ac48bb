// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.ValueRange;
import org.hazelab.knime.nodes.score.ScoreMetricsNodeFactory;
import org.hazelab.knime.nodes.testing.ImageFiles;
import org.hazelab.knime.nodes.testing.ImageFiles.Samples;
import org.hazelab.knime.nodes.testing.NodeTester;
import org.hazelab.knime.nodes.testing.Outcome;
import org.hazelab.knime.nodes.testing.Pictures;
import org.hazelab.knime.nodes.testing.TestTable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images of a camera of 12 bits in files of 16, whose range the file declares, or the user. */
class ImageReaderRangeTest {

    private static final ValueRange BITS_12 = new ValueRange(0, 4095);

    @AutoClose
    private final NodeTester reader = new NodeTester(new ImageReaderNodeFactory());
    @AutoClose
    private final NodeTester score = new NodeTester(new ScoreMetricsNodeFactory());

    private Path file(final String name) {
        return reader.workflow().resolve("data").resolve(name);
    }

    private void copy(final String name) throws IOException {
        Files.createDirectories(file(name).getParent());
        try (InputStream in = ImageReaderRangeTest.class.getResourceAsStream(name)) {
            Files.copy(in, file(name));
        }
    }

    /** Numbers from 0 to {@code top}. */
    private static FloatImage upTo(final int top) {
        float[] pixels = new float[40 * 30];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = i * 977 % (top + 1);
        }
        pixels[7] = top;
        return FloatImage.of(40, 30, ValueRange.UINT16, pixels);
    }

    private double psnr(final FloatImage image, final FloatImage reference) {
        Outcome outcome = score.set("metrics", new String[] {"psnr"}).set("reference", "COLUMN")
            .set("referenceColumn", "clean")
            .execute(TestTable.of("image", TestTable.IMAGE, "clean", TestTable.IMAGE).row("a", image, reference));
        return outcome.tables().get(0).number(0, "psnr");
    }

    /** numpy: the mean square is 57963.47222222222, the peak is 4095 and not 65535. */
    @Test
    void scoresImagesByTheRangeThatTheirFilesDeclare() throws IOException {
        copy("camera12-image.tif");
        copy("camera12-reference.tif");
        var table = reader.execute().quietTable();
        assertEquals(BITS_12, table.image(0, "image").range());
        assertEquals(BITS_12, table.image(1, "image").range());
        assertEquals(24.61353418799814, psnr(table.image(0, "image"), table.image(1, "image")), 1e-6);
    }

    @Test
    void warnsOfEveryFileThatHardlyUsesItsRange() throws IOException {
        ImageFiles.write(file("a.tif"), "tiff", Samples.UINT16, upTo(4095));
        ImageFiles.write(file("b.png"), "png", Samples.UINT16, upTo(8191));
        ImageFiles.write(file("c.tif"), "tiff", Samples.UINT16, upTo(8192));
        ImageFiles.write(file("d.png"), "png", Samples.UINT8, Pictures.constant(8, 8, ValueRange.UINT8, 3));
        Outcome outcome = reader.execute();
        assertEquals("In 2 images less than an eighth of the value range is used (choose the bits of the camera under "
            + "\"Value range\" if they are fewer than those of the file):\n  Row \"Row0\": the file \"" + file("a.tif")
            + "\"\n  Row \"Row1\": the file \"" + file("b.png") + "\"", outcome.warning());
        assertEquals(ValueRange.UINT16, outcome.table().image(0, "image").range());
    }

    @ParameterizedTest
    @CsvSource({"8, 255", "12, 4095", "14, 16383", "16, 65535"})
    void givesTheRangeOfTheBitsThatAreSet(final int bits, final int top) throws IOException {
        ImageFiles.write(file("a.tif"), "tiff", Samples.UINT16, upTo(top));
        ImageFiles.write(file("b.png"), "png", Samples.UINT8, Pictures.pattern(9, 8, 3));
        ImageFiles.write(file("c.tif"), "tiff", Samples.FLOAT32, Pictures.pattern16(9, 8, 1).normalized());
        var table = reader.set("range", "BITS").set("rangeBits", bits).execute().quietTable();
        assertEquals(upTo(top).withRange(new ValueRange(0, top)), table.image(0, "image"));
        assertEquals(ValueRange.UINT8, table.image(1, "image").range());
        assertEquals(ValueRange.UNIT, table.image(2, "image").range());
    }

    @Test
    void scoresImagesAndReferencesByTheBitsThatAreSet() throws IOException {
        FloatImage image = upTo(4095);
        FloatImage reference = upTo(4000);
        ImageFiles.write(file("a.tif"), "tiff", Samples.UINT16, image);
        ImageFiles.write(file("b.png"), "png", Samples.UINT16, reference);
        double wrong = psnr(image, reference);
        var table = reader.set("range", "BITS").set("rangeBits", 12).execute().quietTable();
        double right = psnr(table.image(0, "image"), table.image(1, "image"));
        assertEquals(20 * Math.log10(65535 / 4095.0), wrong - right, 1e-4);
    }

    @Test
    void givesEveryImageAFixedRangeAndWarnsWhereItIsLeft() throws IOException {
        ImageFiles.write(file("a.tif"), "tiff", Samples.UINT16, upTo(4095));
        ImageFiles.write(file("b.png"), "png", Samples.UINT8, Pictures.constant(8, 8, ValueRange.UINT8, 100));
        Outcome outcome = reader.set("range", "FIXED").set("black", 0.0).set("white", 1000.0).execute();
        assertEquals(new ValueRange(0, 1000), outcome.table().image(0, "image").range());
        assertEquals(new ValueRange(0, 1000), outcome.table().image(1, "image").range());
        assertEquals("In 1 image there are numbers outside of the value range that is set:\n  Row \"Row0\": the file \""
            + file("a.tif") + "\"", outcome.warning());
    }

    @Test
    void refusesARangeThatIsNone() {
        assertTrue(reader.set("range", "FIXED").set("black", 5.0).set("white", 5.0).configure().refusal()
            .startsWith("Black is 5.0 and white is 5.0."));
        assertTrue(reader.reset().set("range", "BITS").set("rangeBits", 17).configure().refusal()
            .startsWith("The number of bits is 17. Enter a number from 8 to 16."));
    }
}
