// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.testing.dialog;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

import org.knime.node.parameters.NodeParametersInput;

/** What KNIME asks of classes of parameters by reflection. */
final class Reflection {

    private Reflection() {
    }

    /** The fields that KNIME stores or shows, those of superclasses first. */
    static List<Field> fields(final Class<?> type) {
        List<Field> fields = new ArrayList<>();
        if (type.getSuperclass() != null && type.getSuperclass() != Object.class) {
            fields.addAll(fields(type.getSuperclass()));
        }
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isPrivate(field.getModifiers()) && !Modifier.isStatic(field.getModifiers())
                && !field.isSynthetic()) {
                field.setAccessible(true);
                fields.add(field);
            }
        }
        return fields;
    }

    static Object get(final Field field, final Object owner) {
        try {
            return field.get(owner);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("The field was made accessible", e);
        }
    }

    /** Sets the field of a key, whose parts are joined by "/", to a constant of its enum. */
    static void choose(final Object parameters, final String key, final String constant) {
        String[] parts = key.split("/", 2);
        Field field = fields(parameters.getClass()).stream().filter(one -> one.getName().equals(parts[0])).findFirst()
            .orElseThrow(() -> new IllegalArgumentException("No field " + key));
        if (parts.length > 1) {
            choose(get(field, parameters), parts[1], constant);
            return;
        }
        try {
            for (Object one : field.getType().getEnumConstants()) {
                if (((Enum<?>)one).name().equals(constant)) {
                    field.set(parameters, one);
                    return;
                }
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("The field was made accessible", e);
        }
        throw new IllegalArgumentException("No constant " + constant + " of " + key);
    }

    static <T> T create(final Class<T> type) {
        try {
            return create(type.getDeclaredConstructor());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type + " cannot be made", e);
        }
    }

    private static <T> T create(final Constructor<T> constructor, final Object... arguments)
        throws ReflectiveOperationException {
        constructor.setAccessible(true);
        return constructor.newInstance(arguments);
    }

    /** Parameters of a fresh node. */
    static Object createFor(final Class<?> type, final NodeParametersInput input) {
        try {
            return create(type.getDeclaredConstructor(NodeParametersInput.class), input);
        } catch (NoSuchMethodException e) {
            return create(type); // there are no defaults that depend on the input
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type + " cannot be made", e);
        }
    }

    /** The result of a method of any visibility that may be inherited. */
    static Object call(final Object object, final String name) {
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            try {
                Method method = type.getDeclaredMethod(name);
                method.setAccessible(true);
                return method.invoke(object);
            } catch (NoSuchMethodException e) {
                continue; // perhaps the superclass has it
            } catch (ReflectiveOperationException e) {
                throw new IllegalArgumentException(name + " of " + object, e);
            }
        }
        throw new IllegalArgumentException(object + " has no " + name);
    }
}
