// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.def;

import java.io.IOException;

import org.knime.core.data.DataCellDataInput;
import org.knime.core.data.DataCellDataOutput;
import org.knime.core.data.DataCellSerializer;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;

/** A cell that holds a floating-point number. */
public final class DoubleCell extends ValueCell<Double> implements DoubleValue {

    /** The type of these cells. */
    public static final DataType TYPE = DataType.getType(DoubleCell.class);

    private static final long serialVersionUID = 1L;

    /** A cell with the given value. */
    public DoubleCell(final double value) {
        super(value);
    }

    @Override
    public double getDoubleValue() {
        return value;
    }

    /** Writes and reads the value. */
    public static final class DoubleSerializer implements DataCellSerializer<DoubleCell> {

        @Override
        public void serialize(final DoubleCell cell, final DataCellDataOutput output) throws IOException {
            output.writeDouble(cell.value);
        }

        @Override
        public DoubleCell deserialize(final DataCellDataInput input) throws IOException {
            return new DoubleCell(input.readDouble());
        }
    }
}
