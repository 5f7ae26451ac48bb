// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.cell;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataCellDataInput;
import org.knime.core.data.DataCellDataOutput;
import org.knime.core.data.DataCellSerializer;

/** The bytes of cells, as hexadecimal digits where a test writes them down. */
final class Stored {

    /** The bytes of an image cell before there were previews. */
    private static final int OLD_BYTES = 36;
    /** Where an image cell says that a preview follows. */
    private static final int FLAG_AT = 26;

    private Stored() {
    }

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

    /** What a serializer writes. */
    static <T extends DataCell> byte[] bytes(final DataCellSerializer<T> serializer, final T cell)
        throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        serializer.serialize(cell, new Output(bytes));
        return bytes.toByteArray();
    }

    /** What a serializer reads; it must not leave any bytes. */
    static <T extends DataCell> T cell(final DataCellSerializer<T> serializer, final byte[] bytes)
        throws IOException {
        Input input = new Input(bytes);
        T cell = serializer.deserialize(input);
        if (input.available() > 0) {
            throw new AssertionError(input.available() + " bytes were not read");
        }
        return cell;
    }

    /** As {@link #bytes}, in digits. */
    static <T extends DataCell> String hex(final DataCellSerializer<T> serializer, final T cell) throws IOException {
        return HexFormat.of().formatHex(bytes(serializer, cell));
    }

    /** As {@link #cell}, of digits. */
    static <T extends DataCell> T cell(final DataCellSerializer<T> serializer, final String hex) throws IOException {
        return cell(serializer, HexFormat.of().parseHex(hex));
    }

    /** The cell as it would have been stored before there were previews, without its file. */
    static FloatImageCell withoutPreview(final FloatImageCell cell) throws IOException {
        byte[] old = Arrays.copyOf(bytes(new FloatImageCell.Serializer(), cell), OLD_BYTES);
        old[FLAG_AT] = 0;
        return cell(new FloatImageCell.Serializer(), old);
    }

    /** The cell with other bytes for its preview, without its file. */
    static FloatImageCell withPreview(final FloatImageCell cell, final byte... preview) throws IOException {
        byte[] bytes = Arrays.copyOf(bytes(new FloatImageCell.Serializer(), cell), OLD_BYTES + 4 + preview.length);
        ByteBuffer.wrap(bytes).putInt(OLD_BYTES, preview.length).put(OLD_BYTES + 4, preview);
        return cell(new FloatImageCell.Serializer(), bytes);
    }
}
