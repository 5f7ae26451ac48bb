// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.def;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.knime.core.data.DataCellDataInput;
import org.knime.core.data.DataCellDataOutput;
import org.knime.core.data.DataCellSerializer;
import org.knime.core.data.DataType;
import org.knime.core.data.NominalValue;
import org.knime.core.data.StringValue;

/** A cell that holds text, possibly none, never null. */
public final class StringCell extends ValueCell<String> implements StringValue, NominalValue {

    /** The type of these cells. */
    public static final DataType TYPE = DataType.getType(StringCell.class);

    private static final long serialVersionUID = 1L;

    /** A cell with the given text. */
    public StringCell(final String value) {
        super(value);
    }

    @Override
    public String getStringValue() {
        return value;
    }

    /** Writes and reads the text, of any length. */
    public static final class StringSerializer implements DataCellSerializer<StringCell> {

        @Override
        public void serialize(final StringCell cell, final DataCellDataOutput output) throws IOException {
            byte[] text = cell.value.getBytes(StandardCharsets.UTF_8);
            output.writeInt(text.length);
            output.write(text);
        }

        @Override
        public StringCell deserialize(final DataCellDataInput input) throws IOException {
            byte[] text = new byte[input.readInt()];
            input.readFully(text);
            return new StringCell(new String(text, StandardCharsets.UTF_8));
        }
    }
}
