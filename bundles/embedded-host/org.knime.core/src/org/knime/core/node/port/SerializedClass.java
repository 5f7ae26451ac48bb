// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.port;

import java.lang.reflect.ParameterizedType;

/** The class that a serializer is for: KNIME, too, takes it from the type argument of its superclass. */
final class SerializedClass {

    private SerializedClass() {
    }

    static Class<?> of(final Class<?> serializer) {
        if (serializer.getGenericSuperclass() instanceof ParameterizedType type
            && type.getActualTypeArguments()[0] instanceof Class<?> serialized) {
            return serialized;
        }
        throw new IllegalStateException(
            serializer.getName() + " does not name the class it is for as type argument of its superclass.");
    }
}
