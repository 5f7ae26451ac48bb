// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.port.image;

import java.util.Objects;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.DataTypeRegistry;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;

/** What is known of an image before it is there: the type of cell it would become. */
public final class ImagePortObjectSpec extends AbstractSimplePortObjectSpec {

    private static final String CELL_CLASS = "cell_class";

    private DataType type;

    /** When the spec is read back. */
    public ImagePortObjectSpec() {
        // the type follows
    }

    /** An image of that type, such as {@code PNGImageContent.TYPE}. */
    public ImagePortObjectSpec(final DataType type) {
        this.type = Objects.requireNonNull(type, "Argument must not be null.");
    }

    /** The type of the cell that the image would become. */
    public DataType getDataType() {
        return type;
    }

    @Override
    protected void save(final ModelContentWO model) {
        model.addString(CELL_CLASS, type.getCellClass().getName());
    }

    @Override
    protected void load(final ModelContentRO model) throws InvalidSettingsException {
        String name = model.getString(CELL_CLASS);
        Class<? extends DataCell> cellClass = DataTypeRegistry.getInstance().getCellClass(name)
            .orElseThrow(() -> new InvalidSettingsException("No cell class " + name + " is registered."));
        type = DataType.getType(cellClass);
    }

    /** Writes and reads these specs. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<ImagePortObjectSpec> {
    }
}
