// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IConfigurationElement;
import org.hazelab.standin.Extensions;

/**
 * The cell classes registered at {@code org.knime.core.DataType}. Kept of KNIME's contract: lookup of cell classes by
 * name and of their serializers; a registration that does not load is an error that names it.
 */
public final class DataTypeRegistry {

    private static final DataTypeRegistry INSTANCE = new DataTypeRegistry();

    private static final String POINT = "org.knime.core.DataType";

    private final Map<String, DataCellSerializer<?>> serializers = new HashMap<>();

    private DataTypeRegistry() {
    }

    /** The only one. */
    public static DataTypeRegistry getInstance() {
        return INSTANCE;
    }

    /** The type of every registered cell class. */
    public synchronized Collection<DataType> availableDataTypes() {
        List<DataType> found = new ArrayList<>();
        for (IConfigurationElement type : Extensions.at(POINT)) {
            found.add(create(type, "factoryClass", DataCellFactory.class).getDataType());
        }
        return found;
    }

    /** The registered cell class of that name: a data type's own, or one that a serializer is registered for. */
    public synchronized Optional<Class<? extends DataCell>> getCellClass(final String className) {
        for (IConfigurationElement type : Extensions.at(POINT)) {
            if (className.equals(type.getAttribute("cellClass"))) {
                return Optional.of(create(type, "factoryClass", DataCellFactory.class).getDataType().getCellClass());
            }
        }
        return findSerializer(className).map(DataCellSerializer::getCellClass);
    }

    /** The serializer registered for cells of that class. */
    @SuppressWarnings("unchecked")
    public synchronized <T extends DataCell> Optional<DataCellSerializer<T>> getSerializer(final Class<T> cellClass) {
        return findSerializer(cellClass.getName()).map(s -> (DataCellSerializer<T>)s);
    }

    private Optional<DataCellSerializer<?>> findSerializer(final String cellClass) {
        if (!serializers.containsKey(cellClass)) {
            for (IConfigurationElement type : Extensions.at(POINT)) {
                for (IConfigurationElement serializer : type.getChildren("serializer")) {
                    if (cellClass.equals(serializer.getAttribute("cellClass"))) {
                        serializers.put(cellClass, create(serializer, "serializerClass", DataCellSerializer.class));
                    }
                }
            }
        }
        return Optional.ofNullable(serializers.get(cellClass));
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
