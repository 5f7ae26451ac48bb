// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.def;

import java.io.IOException;

import org.knime.core.data.BooleanValue;
import org.knime.core.data.DataCellDataInput;
import org.knime.core.data.DataCellDataOutput;
import org.knime.core.data.DataCellSerializer;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.IntValue;
import org.knime.core.data.LongValue;
import org.knime.core.data.NominalValue;

/** A cell that holds a truth value; as a number it is 1 or 0. */
public final class BooleanCell extends ValueCell<Boolean>
    implements
        BooleanValue,
        IntValue,
        LongValue,
        DoubleValue,
        NominalValue {

    /** The true cell. */
    public static final BooleanCell TRUE = new BooleanCell(true);

    /** The false cell. */
    public static final BooleanCell FALSE = new BooleanCell(false);

    /** The type of these cells. */
    public static final DataType TYPE = DataType.getType(BooleanCell.class);

    private static final long serialVersionUID = 1L;

    private BooleanCell(final boolean value) {
        super(value);
    }

    @Override
    public boolean getBooleanValue() {
        return value;
    }

    @Override
    public int getIntValue() {
        return value ? 1 : 0;
    }

    @Override
    public long getLongValue() {
        return getIntValue();
    }

    @Override
    public double getDoubleValue() {
        return getIntValue();
    }

    /** Writes and reads the value. */
    public static final class BooleanSerializer implements DataCellSerializer<BooleanCell> {

        @Override
        public void serialize(final BooleanCell cell, final DataCellDataOutput output) throws IOException {
            output.writeBoolean(cell.value);
        }

        @Override
        public BooleanCell deserialize(final DataCellDataInput input) throws IOException {
            return input.readBoolean() ? TRUE : FALSE;
        }
    }
}
