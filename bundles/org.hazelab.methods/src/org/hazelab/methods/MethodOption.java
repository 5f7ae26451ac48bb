// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;

import org.hazelab.imaging.HazeLabException;

/**
 * An option of a method's own, as the method declares it: its key, its name in messages, its default, and what values
 * it takes. Immutable.
 *
 * @param <T> Integer, Double, Boolean, or an enum
 */
public final class MethodOption<T> {

    private final String key;
    private final String title;
    private final Class<T> type;
    private final T byDefault;
    private final double min;
    private final double max;

    private MethodOption(String key, String title, Class<T> type, T byDefault, double min, double max) {
        this.key = Objects.requireNonNull(key);
        this.title = Objects.requireNonNull(title);
        this.type = type;
        this.byDefault = byDefault;
        this.min = min;
        this.max = max;
    }

    /**
     * A whole number.
     *
     * @param key the same for options of several methods that one field of a dialog asks for
     * @param title as it follows "The " and precedes " is 3", such as {@code number of samples}
     * @param min the smallest number allowed
     * @param max the largest number allowed
     */
    public static MethodOption<Integer> whole(String key, String title, int byDefault, int min, int max) {
        return new MethodOption<>(key, title, Integer.class, byDefault, min, max);
    }

    /** A number; see {@link #whole}. NaN is never allowed. */
    public static MethodOption<Double> number(String key, String title, double byDefault, double min, double max) {
        return new MethodOption<>(key, title, Double.class, byDefault, min, max);
    }

    /** Yes or no; see {@link #whole}. */
    public static MethodOption<Boolean> flag(String key, String title, boolean byDefault) {
        return new MethodOption<>(key, title, Boolean.class, byDefault, 0, 0);
    }

    /** One of several constants, which dialogs give by name; see {@link #whole}. */
    public static <E extends Enum<E>> MethodOption<E> choice(String key, String title, E byDefault) {
        return new MethodOption<>(key, title, byDefault.getDeclaringClass(), byDefault, 0, 0);
    }

    /** Tells the option from others of its method. */
    public String key() {
        return key;
    }

    /** The name in messages. */
    public String title() {
        return title;
    }

    /** The value if none is given. */
    public T byDefault() {
        return byDefault;
    }

    /** The smallest number allowed. */
    public double min() {
        return min;
    }

    /** The largest number allowed. */
    public double max() {
        return max;
    }

    /**
     * A given value as the option has it.
     *
     * @param value of the option's type, or the name of one of its constants
     * @throws HazeLabException if it is something else, or out of the limits
     */
    public T checked(Object value) throws HazeLabException {
        if (type.isEnum()) {
            return constant(value instanceof Enum<?> constant ? constant.name() : String.valueOf(value));
        }
        if (!type.isInstance(value)) {
            throw new HazeLabException("The " + title + " is " + value, "Choose " + kind());
        }
        if (value instanceof Number number && !(number.doubleValue() >= min && number.doubleValue() <= max)) {
            throw new HazeLabException("The " + title + " is " + text(number.doubleValue()),
                "Choose a number from " + text(min) + " to " + text(max));
        }
        return type.cast(value);
    }

    private T constant(String name) throws HazeLabException {
        for (T constant : type.getEnumConstants()) {
            if (((Enum<?>)constant).name().equals(name)) {
                return constant;
            }
        }
        throw new HazeLabException("The " + title + " is \"" + name + "\"", "Choose one of "
            + Arrays.stream(type.getEnumConstants()).map(c -> ((Enum<?>)c).name()).collect(Collectors.joining(", ")));
    }

    private String kind() {
        return type == Boolean.class ? "true or false" : type == Integer.class ? "a whole number" : "a number";
    }

    /** The value for the option's reader. */
    T cast(Object value) {
        return type.cast(value);
    }

    /** The number without a needless decimal part. */
    private static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long)value)
            : Double.toString(value);
    }

    @Override
    public String toString() {
        return key;
    }
}
