// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IConfigurationElement;
import org.hazelab.standin.Extensions;

/**
 * The cell classes registered at {@code org.knime.core.DataType}. Kept of KNIME's contract: lookup of cell classes by
 * name and of their serializers; a registration that does not load is an error that names it.
 */
public final class DataTypeRegistry {

    private static final DataTypeRegistry INSTANCE = new DataTypeRegistry();

    private DataTypeRegistry() {
    }

    /** The only one. */
    public static DataTypeRegistry getInstance() {
        return INSTANCE;
    }

    private static Stream<IConfigurationElement> types() {
        return Extensions.at("org.knime.core.DataType").stream();
    }

    private static Optional<IConfigurationElement> forCell(final Stream<IConfigurationElement> elements,
        final String cellClass) {
        return elements.filter(element -> cellClass.equals(element.getAttribute("cellClass"))).findFirst();
    }

    /** The registered cell class of that name. */
    public Optional<Class<? extends DataCell>> getCellClass(final String className) {
        return forCell(types(), className)
            .map(type -> create(type, "factoryClass", DataCellFactory.class).getDataType().getCellClass());
    }

    /** The serializer registered for cells of that class. */
    @SuppressWarnings("unchecked")
    public <T extends DataCell> Optional<DataCellSerializer<T>> getSerializer(final Class<T> cellClass) {
        return forCell(types().flatMap(type -> Arrays.stream(type.getChildren("serializer"))), cellClass.getName())
            .map(serializer -> create(serializer, "serializerClass", DataCellSerializer.class));
    }

    private static <T> T create(final IConfigurationElement element, final String attribute, final Class<T> kind) {
        try {
            return kind.cast(element.createExecutableExtension(attribute));
        } catch (CoreException e) {
            throw new IllegalStateException("The data type extension of " + element.getNamespaceIdentifier()
                + " cannot be loaded: " + attribute + "=\"" + element.getAttribute(attribute) + "\"", e);
        }
    }
}
