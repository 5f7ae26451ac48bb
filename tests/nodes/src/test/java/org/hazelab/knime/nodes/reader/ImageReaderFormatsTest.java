// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.ValueRange;
import org.hazelab.knime.nodes.testing.ImageFiles;
import org.hazelab.knime.nodes.testing.ImageFiles.Samples;
import org.hazelab.knime.nodes.testing.NodeTester;
import org.hazelab.knime.nodes.testing.Pictures;
import org.hazelab.knime.nodes.testing.ResultTable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageReaderFormatsTest {

    @AutoClose
    private final NodeTester reader = new NodeTester(new ImageReaderNodeFactory());

    private Path file(final String name) {
        return reader.workflow().resolve("data").resolve(name);
    }

    private static FloatImage picture(final Samples samples, final int channels) {
        return switch (samples) {
            case UINT8 -> Pictures.pattern(23, 17, channels);
            case UINT16 -> Pictures.pattern16(23, 17, channels);
            case FLOAT32 -> Pictures.pattern16(23, 17, channels).normalized();
        };
    }

    @ParameterizedTest
    @CsvSource({"png, UINT8, 1, 8", "png, UINT8, 3, 8", "png, UINT16, 1, 16", "png, UINT16, 3, 16",
        "tiff, UINT8, 1, 8", "tiff, UINT8, 3, 8", "tiff, UINT16, 1, 16", "tiff, UINT16, 3, 16", "tiff, FLOAT32, 1, 32",
        "tiff, FLOAT32, 3, 32", "bmp, UINT8, 3, 8"})
    void givesThePixelsAsTheyAreInTheFile(final String format, final Samples samples, final int channels,
        final int bitDepth) throws IOException {
        FloatImage picture = picture(samples, channels);
        ImageFiles.write(file("one." + format), format, samples, picture);
        ResultTable table = reader.execute().quietTable();
        assertEquals(picture, table.image(0, "image"));
        assertEquals(List.of("one." + format, "one"), List.of(table.text(0, "file name"), table.text(0, "name")));
        assertEquals(List.of(1, 23, 17, channels, bitDepth), List.of(table.whole(0, "page"), table.whole(0, "width"),
            table.whole(0, "height"), table.whole(0, "channels"), table.whole(0, "bit depth")));
    }

    @ParameterizedTest
    @CsvSource({"1", "3"})
    void readsJpegAsItLooks(final int channels) throws IOException {
        float[] colour = {200, 120, 40};
        FloatImage picture = Pictures.constant(20, 10, ValueRange.UINT8, Arrays.copyOf(colour, channels));
        ImageFiles.write(file("one.jpg"), "jpeg", Samples.UINT8, picture);
        ResultTable table = reader.execute().quietTable();
        FloatImage read = table.image(0, "image");
        assertEquals(channels, read.channels());
        assertEquals(ValueRange.UINT8, read.range());
        assertTrue(Pictures.difference(picture, read) <= 3, "differs by " + Pictures.difference(picture, read));
        assertEquals(8, table.whole(0, "bit depth"));
    }

    @Test
    void spreadsAFloatFileBeyondOneOverItsNumbers() throws IOException {
        FloatImage picture = Pictures.floats(23, 17, 1);
        ImageFiles.write(file("one.tif"), "tiff", Samples.FLOAT32, picture);
        FloatImage read = reader.execute().quietTable().image(0, "image");
        assertEquals(new ValueRange(-0.25f, 254 / 170f - 0.25f), read.range());
        assertEquals(0, Pictures.difference(picture, read));
    }

    @Test
    void makesARowOfEveryPage() throws IOException {
        FloatImage first = Pictures.pattern16(9, 8, 1);
        FloatImage second = Pictures.pattern16(5, 4, 1);
        ImageFiles.pages(file("two.tif"), Samples.UINT16, first, second);
        ResultTable table = reader.execute().quietTable();
        assertEquals(List.of("Row0", "Row1"), table.keys());
        assertEquals(List.of("two.tif", "two.tif"), table.texts("file name"));
        assertEquals(List.of("two_p1", "two_p2"), table.texts("name"));
        assertEquals(List.of(1, 2), List.of(table.whole(0, "page"), table.whole(1, "page")));
        assertEquals(first, table.image(0, "image"));
        assertEquals(second, table.image(1, "image"));
        assertEquals(5, table.whole(1, "width"));
    }

    @Test
    void makesAStackOfThePages() throws IOException {
        FloatImage stack = Pictures.stack(9, 8, 3);
        ImageFiles.pages(file("three.tif"), Samples.UINT8, stack.slice(0), stack.slice(1), stack.slice(2));
        ResultTable table = reader.set("pages", "STACK").execute().quietTable();
        assertEquals(1, table.size());
        assertEquals(stack, table.image(0, "image"));
        assertEquals("three", table.text(0, "name"));
        assertEquals(1, table.whole(0, "page"));
    }

    @Test
    void turnsPhotographsUprightUnlessToldNotTo() throws IOException {
        FloatImage picture = Pictures.constant(24, 8, ValueRange.UINT8, 10, 20, 200);
        ImageFiles.write(file("photo.jpg"), "jpeg", Samples.UINT8, picture);
        ImageFiles.orientation(file("photo.jpg"), 6);
        ResultTable upright = reader.execute().quietTable();
        assertEquals(List.of(8, 24), List.of(upright.whole(0, "width"), upright.whole(0, "height")));
        assertEquals(8, upright.image(0, "image").width());
        ResultTable stored = reader.set("applyOrientation", false).execute().quietTable();
        assertEquals(List.of(24, 8), List.of(stored.whole(0, "width"), stored.whole(0, "height")));
        assertEquals(24, stored.image(0, "image").width());
    }

    @Test
    void givesPngCellsOutThatLoseNothingTheyCanHold() throws IOException {
        FloatImage grey = Pictures.pattern(23, 17, 1);
        FloatImage deep = Pictures.pattern16(23, 17, 3);
        ImageFiles.write(file("a.png"), "png", Samples.UINT8, grey);
        ImageFiles.write(file("b.png"), "png", Samples.UINT16, deep);
        ResultTable eight = reader.set("imageCells", "PNG_8").execute().quietTable();
        assertEquals(grey, eight.image(0, "image"));
        assertEquals(ValueRange.UINT8, eight.image(1, "image").range());
        ResultTable sixteen = reader.set("imageCells", "PNG_16").execute().quietTable();
        assertEquals(deep, sixteen.image(1, "image"));
        assertEquals(0, Pictures.difference(grey.mapRange(ValueRange.UINT16), sixteen.image(0, "image")));
    }

    @Test
    void keepsLargePngCellsOutOfTheHeapWithoutLosingThem() throws IOException {
        FloatImage large = Pictures.pattern16(300, 200, 3);
        ImageFiles.write(file("large.png"), "png", Samples.UINT16, large);
        assertEquals(large, reader.set("imageCells", "PNG_16").execute().quietTable().image(0, "image"));
    }
}
