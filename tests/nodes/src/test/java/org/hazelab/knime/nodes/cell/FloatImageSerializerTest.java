// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.io.ImageFileReader;
import org.hazelab.imaging.io.ImagePreview;
import org.hazelab.imaging.task.Progress;
import org.hazelab.knime.nodes.testing.Host;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataTypeRegistry;

/**
 * The bytes of the cell's header. They are stored in users' workflows: if a test here fails, saved workflows would not
 * open any more. A new field goes into a new cell class, or behind these, read only where a flag says that it is
 * there.
 *
 * <p>The golden bytes were computed by a Python script from two descriptions alone: the order of the fields in
 * FloatImageCell.Serializer (big-endian, as java.io.DataOutput writes) and the content hash in RawImageFile. They are
 * those of the first cells, before there were previews.
 */
class FloatImageSerializerTest {

    private static final String FLOATS =
        "00000003000000020000000100000002bf80000040f0000000000004d95312f3400c7883";
    private static final String BYTES =
        "0000000300000002000000030000000100000000437f0000000000016de4cb281fe606ac";

    /** The length and the bytes of a preview of {@link #floats}, as it was first written. */
    private static final String PREVIEW = "00000049"
        + "89504e470d0a1a0a0000000d4948445200000003000000020800000000b81f39c6"
        + "0000001049444154785e63b089aa6098b6e512000a1c032b2e182ea10000000049454e44ae426082";

    @AutoClose
    private final Host host = new Host();

    private static FloatImage floats() {
        return FloatImage.stack(3, 2, 1, new ValueRange(-1, 7.5f), new float[] {0, 0.5f, -1, 2, 7.5f, -0.25f},
            new float[] {1, 2, 3, 4, 5, 6});
    }

    private static FloatImage bytes() {
        return FloatImage.of(3, 2, ValueRange.UINT8, new float[] {0, 1, 2, 3, 4, 5}, new float[] {6, 7, 8, 9, 10, 11},
            new float[] {255, 254, 253, 252, 251, 250});
    }

    private FloatImageCell cell(final FloatImage image) throws IOException, HazeLabException {
        return FloatImageCell.create(image, host.context("test").createFileStore("image"), Progress.NONE);
    }

    private static String serialized(final FloatImageCell cell) throws IOException {
        return Stored.hex(new FloatImageCell.Serializer(), cell);
    }

    private static FloatImageCell deserialized(final String hex) throws IOException {
        return Stored.cell(new FloatImageCell.Serializer(), hex);
    }

    /** The old bytes with the flag set that a preview follows. */
    private static String flagged(final String old) {
        return old.substring(0, 52) + "01" + old.substring(54);
    }

    @Test
    void writesTheBytesThatWorkflowsHold() throws Exception {
        for (FloatImage image : List.of(floats(), bytes())) {
            String stored = serialized(cell(image));
            assertEquals(flagged(image.channels() == 1 ? FLOATS : BYTES), stored.substring(0, 72));
            byte[] png = HexFormat.of().parseHex(stored.substring(80));
            assertEquals(HexFormat.of().toHexDigits(png.length), stored.substring(72, 80));
            assertEquals(ImagePreview.of(image), ImageFileReader.fromPng(png));
        }
    }

    @Test
    void readsTheBytesThatWorkflowsHold() throws Exception {
        assertEquals(flagged(FLOATS) + PREVIEW, serialized(deserialized(flagged(FLOATS) + PREVIEW)));
        assertEquals("3 x 2, 2 slices", deserialized(flagged(FLOATS) + PREVIEW).toString());
        assertEquals(cell(floats()).hashCode(), deserialized(flagged(FLOATS) + PREVIEW).hashCode());
    }

    /** The bytes of cells before there were previews. */
    @Test
    void readsAndKeepsTheBytesOfTheFirstCells() throws Exception {
        assertEquals(FLOATS, serialized(deserialized(FLOATS)));
        assertEquals("3 x 2, 3 channels", deserialized(BYTES).toString());
        assertEquals(cell(bytes()).hashCode(), deserialized(BYTES).hashCode());
    }

    private static void assertRefused(final String hex) {
        IOException refused = assertThrows(IOException.class, () -> deserialized(hex));
        assertTrue(refused.getMessage().startsWith("A stored HazeLab image cell is damaged: "), refused.getMessage());
    }

    @Test
    void refusesBytesThatAreNone() {
        assertRefused(FLOATS.replace("40f00000", "ffffffff")); // a range that ends in NaN
        assertThrows(EOFException.class, () -> deserialized(FLOATS.substring(0, 20)));
        for (int field = 0; field < 4; field++) {
            for (String size : List.of("00000000", "80000000", "ffffffff")) {
                assertRefused(FLOATS.substring(0, 8 * field) + size + FLOATS.substring(8 * field + 8));
            }
        }
        assertRefused("7fffffff7fffffff" + FLOATS.substring(16));
        assertRefused(FLOATS.substring(0, 16) + "7fffffff7fffffff" + FLOATS.substring(32));
        for (String bytesPerSample : List.of("00000000", "00000003", "00000204", "ffffffff")) {
            assertRefused(FLOATS.substring(0, 48) + bytesPerSample + FLOATS.substring(56));
        }
    }

    @Test
    void refusesPreviewsOfImpossibleLengthAndOnesThatAreCutOff() {
        for (String length : List.of("00000000", "ffffffff", "80000000", "7fffffff", "00010001")) {
            assertRefused(flagged(FLOATS) + length);
        }
        assertThrows(EOFException.class, () -> deserialized(flagged(FLOATS)));
        assertThrows(EOFException.class,
            () -> deserialized(flagged(FLOATS) + PREVIEW.substring(0, PREVIEW.length() - 2)));
    }

    @Test
    void isRegisteredForItsCell() {
        assertEquals(FloatImageCell.Serializer.class,
            DataTypeRegistry.getInstance().getSerializer(FloatImageCell.class).orElseThrow().getClass());
        assertEquals(FloatImageCell.class,
            DataTypeRegistry.getInstance().getCellClass(FloatImageCell.class.getName()).orElseThrow());
    }
}
