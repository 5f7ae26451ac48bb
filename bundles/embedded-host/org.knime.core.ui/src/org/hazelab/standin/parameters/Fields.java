// SPDX-License-Identifier: Apache-2.0
package org.hazelab.standin.parameters;

import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.knime.node.parameters.persistence.Persistable;

/**
 * The fields of a parameters class that KNIME stores: not private, not static, not transient; those of superclasses
 * first. A leading {@code m_} is no part of the name.
 */
final class Fields {

    private Fields() {
    }

    static List<Field> of(final Class<?> type) {
        List<Field> fields = new ArrayList<>();
        if (type.getSuperclass() != null && type.getSuperclass() != Object.class) {
            fields.addAll(of(type.getSuperclass()));
        }
        for (Field field : type.getDeclaredFields()) {
            int modifiers = field.getModifiers();
            if (!Modifier.isPrivate(modifiers) && !Modifier.isStatic(modifiers) && !Modifier.isTransient(modifiers)
                && !field.isSynthetic()) {
                field.setAccessible(true);
                fields.add(field);
            }
        }
        return fields;
    }

    static String key(final Field field) {
        return field.getName().startsWith("m_") ? field.getName().substring(2) : field.getName();
    }

    static boolean isGroup(final Class<?> type) {
        return Persistable.class.isAssignableFrom(type) && !type.isEnum();
    }

    static boolean isOptional(final Field field) {
        return field.getType() == Optional.class;
    }

    /** The class of the value: for {@code Optional<X>} it is X. */
    static Class<?> valueType(final Field field) {
        return isOptional(field) ? argument(field.getGenericType()) : field.getType();
    }

    private static Class<?> argument(final Type generic) {
        if (generic instanceof ParameterizedType p && p.getActualTypeArguments()[0] instanceof Class<?> c) {
            return c;
        }
        throw new IllegalArgumentException("The type argument of " + generic + " is not a class.");
    }

    static Object get(final Field field, final Object owner) {
        try {
            return field.get(owner);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("The field was made accessible.", e);
        }
    }

    static void set(final Field field, final Object owner, final Object value) {
        try {
            field.set(owner, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("The field " + field + " cannot be set; is it final?", e);
        }
    }

    /** The annotation on the field, or else on the class of its group. */
    static <A extends Annotation> Optional<A> annotation(final Field field, final Class<A> kind) {
        A onField = field.getAnnotation(kind);
        return Optional.ofNullable(onField != null ? onField : field.getType().getAnnotation(kind));
    }

    /** An object made with the constructor without arguments, of any visibility. */
    static <T> T create(final Class<T> type) {
        try {
            return create(type.getDeclaredConstructor());
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException("The class " + type.getName() + " has no constructor without arguments.",
                e);
        }
    }

    static <T> T create(final Constructor<T> constructor, final Object... arguments) {
        try {
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("The constructor of " + constructor.getDeclaringClass().getName()
                + " failed: " + e.getCause(), e.getCause());
        } catch (InstantiationException | IllegalAccessException e) {
            throw new IllegalArgumentException("The class " + constructor.getDeclaringClass().getName()
                + " cannot be instantiated.", e);
        }
    }
}
