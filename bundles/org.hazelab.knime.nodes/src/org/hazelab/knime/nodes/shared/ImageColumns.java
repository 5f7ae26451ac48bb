// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.shared;

import java.util.List;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;
import org.knime.core.data.DataType;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataValue;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.widget.choices.ColumnChoicesProvider;
import org.knime.node.parameters.widget.choices.util.ColumnSelectionUtil;
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider;

/** Choosing columns of images and adding columns to a table. */
public final class ImageColumns {

    private ImageColumns() {
    }

    /** Offers the image columns of the first input table. */
    public static final class Choices extends CompatibleColumnsProvider {
        Choices() {
            super(List.of(ImageCells.values()));
        }
    }

    /** Offers the image columns of the second input table. */
    public static final class SecondTableChoices implements ColumnChoicesProvider {
        @Override
        public List<DataColumnSpec> columnChoices(NodeParametersInput context) {
            return ofSecondTable(context, ImageCells.values());
        }
    }

    /** The columns of the second input table that have one of the values; none if there is no such table. */
    @SafeVarargs
    public static List<DataColumnSpec> ofSecondTable(NodeParametersInput context,
        Class<? extends DataValue>... values) {
        return context.getInTableSpecs().length < 2 ? List.of()
            : ColumnSelectionUtil.getCompatibleColumns(context, 1, values);
    }

    /** The first image column of the first input table, or an empty text. */
    public static String first(NodeParametersInput input) {
        return ofFirst(input).stream().findFirst().map(DataColumnSpec::getName).orElse("");
    }

    /** The image columns of the first input table. */
    public static List<DataColumnSpec> ofFirst(NodeParametersInput input) {
        return ColumnSelectionUtil.getCompatibleColumnsOfFirstPort(input, ImageCells.values());
    }

    /**
     * The position of an image column.
     *
     * @throws InvalidSettingsException if there is none of that name, or it holds something else
     */
    public static int index(DataTableSpec spec, String name) throws InvalidSettingsException {
        return index(spec, name, "image");
    }

    /** As {@link #index(DataTableSpec, String)}, naming the column's role in the message, such as {@code depth}. */
    public static int index(DataTableSpec spec, String name, String what) throws InvalidSettingsException {
        int index = index(spec, name, DataValue.class, what);
        if (!ImageCells.isImage(spec.getColumnSpec(index))) {
            throw new InvalidSettingsException("The column \"" + name + "\" holds "
                + spec.getColumnSpec(index).getType().getName()
                + ", not images. Choose a column of HazeLab or PNG images.");
        }
        return index;
    }

    /**
     * The position of a column of the given value.
     *
     * @param what names the column's role in the message, such as {@code depth}
     * @throws InvalidSettingsException if there is none of that name, or it holds something else
     */
    public static int index(DataTableSpec spec, String name, Class<? extends DataValue> value, String what)
        throws InvalidSettingsException {
        int index = name == null || name.isEmpty() ? -1 : spec.findColumnIndex(name);
        if (index < 0) {
            throw new InvalidSettingsException(name == null || name.isEmpty()
                ? "No " + what + " column is chosen. Open the dialog and choose one."
                : "The input table has no column \"" + name + "\". Choose another " + what + " column in the dialog.");
        }
        DataType type = spec.getColumnSpec(index).getType();
        if (!type.isCompatible(value)) {
            throw new InvalidSettingsException("The column \"" + name + "\" holds " + type.getName()
                + " and cannot be the " + what + " column. Choose another one in the dialog.");
        }
        return index;
    }

    /** The table with columns added at its end, their names made unique. */
    public static DataTableSpec append(DataTableSpec spec, DataColumnSpec... added) {
        DataTableSpec result = spec;
        for (DataColumnSpec column : added) {
            DataColumnSpecCreator unique = new DataColumnSpecCreator(column);
            unique.setName(DataTableSpec.getUniqueColumnName(result, column.getName()));
            result = new DataTableSpecCreator(result).addColumns(unique.createSpec()).createSpec();
        }
        return result;
    }

    /** A column. */
    public static DataColumnSpec column(String name, DataType type) {
        return new DataColumnSpecCreator(name, type).createSpec();
    }
}
