// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.HexFormat;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.task.Progress;
import org.hazelab.knime.nodes.testing.Host;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataCellDataInput;
import org.knime.core.data.DataCellDataOutput;
import org.knime.core.data.DataTypeRegistry;

/**
 * The bytes of the cell's header. They are stored in users' workflows: if a test here fails, saved workflows would not
 * open any more. A new field goes into a new cell class, or behind these, read only where it is there.
 *
 * <p>The golden bytes were computed by a Python script from two descriptions alone: the order of the fields in
 * FloatImageCell.Serializer (big-endian, as java.io.DataOutput writes) and the content hash in RawImageFile.
 */
class FloatImageSerializerTest {

    private static final String FLOATS =
        "00000003000000020000000100000002bf80000040f0000000000004d95312f3400c7883";
    private static final String BYTES =
        "0000000300000002000000030000000100000000437f0000000000016de4cb281fe606ac";

    @AutoClose
    private final Host host = new Host();

    private static final class Output extends DataOutputStream implements DataCellDataOutput {
        Output(final ByteArrayOutputStream bytes) {
            super(bytes);
        }

        @Override
        public void writeDataCell(final DataCell cell) {
            throw new AssertionError("There is no cell in an image cell");
        }
    }

    private static final class Input extends DataInputStream implements DataCellDataInput {
        Input(final byte[] bytes) {
            super(new ByteArrayInputStream(bytes));
        }

        @Override
        public DataCell readDataCell() {
            throw new AssertionError("There is no cell in an image cell");
        }
    }

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
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new FloatImageCell.Serializer().serialize(cell, new Output(bytes));
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    private static FloatImageCell deserialized(final String hex) throws IOException {
        return new FloatImageCell.Serializer().deserialize(new Input(HexFormat.of().parseHex(hex)));
    }

    @Test
    void writesTheBytesThatWorkflowsHold() throws Exception {
        assertEquals(FLOATS, serialized(cell(floats())));
        assertEquals(BYTES, serialized(cell(bytes())));
    }

    @Test
    void readsTheBytesThatWorkflowsHold() throws Exception {
        assertEquals(FLOATS, serialized(deserialized(FLOATS)));
        assertEquals("3 x 2, 3 channels", deserialized(BYTES).toString());
        assertEquals(cell(bytes()).hashCode(), deserialized(BYTES).hashCode());
    }

    @Test
    void refusesBytesThatAreNone() {
        String endsInNaN = FLOATS.replace("40f00000", "ffffffff");
        IOException noRange = assertThrows(IOException.class, () -> deserialized(endsInNaN));
        assertTrue(noRange.getMessage().startsWith("A stored HazeLab image cell is damaged: "), noRange.getMessage());
        assertThrows(EOFException.class, () -> deserialized(FLOATS.substring(0, 20)));
    }

    @Test
    void isRegisteredForItsCell() {
        assertEquals(FloatImageCell.Serializer.class,
            DataTypeRegistry.getInstance().getSerializer(FloatImageCell.class).orElseThrow().getClass());
        assertEquals(FloatImageCell.class,
            DataTypeRegistry.getInstance().getCellClass(FloatImageCell.class.getName()).orElseThrow());
    }
}
