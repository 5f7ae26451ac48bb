// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.file;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Nullable;
import org.hazelab.runtime.file.numbers.Words;

/**
 * Named texts of a model file, such as its configuration, with the numbers that are written in them.
 *
 * <p>Immutable. Numbers are written the same way by every version of Java, and read back to the bit.
 */
public final class ModelEntries {

    /** No entries. */
    public static final ModelEntries EMPTY = new ModelEntries("The model", new TreeMap<>());

    private final String subject;
    private final SortedMap<String, String> texts;

    private ModelEntries(String subject, SortedMap<String, String> texts) {
        this.subject = subject;
        this.texts = texts;
    }

    /** The entries of a map. */
    public static ModelEntries of(Map<String, String> texts) {
        return EMPTY.named("The model", texts);
    }

    /** @param subject what messages call the file that they are from */
    ModelEntries named(String subject, Map<String, String> entries) {
        return new ModelEntries(subject, new TreeMap<>(entries));
    }

    /** These entries and one more, or one in place of that of the same key. */
    public ModelEntries with(String key, String text) {
        TreeMap<String, String> more = new TreeMap<>(texts);
        more.put(key, text);
        return new ModelEntries(subject, more);
    }

    /** As {@link #with(String, String)}, for a whole number. */
    public ModelEntries with(String key, long number) {
        return with(key, Long.toString(number));
    }

    /** As {@link #with(String, String)}, for a number, which is written with as few digits as it can be told by. */
    public ModelEntries with(String key, double number) {
        return with(key, decimal(number));
    }

    /** As {@link #with(String, String)}, for {@code true} or {@code false}. */
    public ModelEntries with(String key, boolean flag) {
        return with(key, Boolean.toString(flag));
    }

    /** As {@link #with(String, String)}, for whole numbers, separated by commas. */
    public ModelEntries with(String key, int... numbers) {
        return with(key, Arrays.stream(numbers).mapToObj(Integer::toString).collect(Collectors.joining(",")));
    }

    /** As {@link #with(String, String)}, for numbers, separated by commas. */
    public ModelEntries with(String key, double... numbers) {
        return with(key, Arrays.stream(numbers).mapToObj(ModelEntries::decimal).collect(Collectors.joining(",")));
    }

    /** Whether there is an entry. */
    public boolean has(String key) {
        return texts.containsKey(key);
    }

    /** Everything, sorted by key. */
    public SortedMap<String, String> texts() {
        return Collections.unmodifiableSortedMap(texts);
    }

    /** @throws HazeLabException if there is no such entry */
    public String text(String key) throws HazeLabException {
        String text = texts.get(key);
        if (text == null) {
            throw new HazeLabException(subject + " is damaged: it does not say its " + Words.quoted(key),
                "Train the model again, or take another one");
        }
        return text;
    }

    /**
     * @throws HazeLabException if there is no such entry, or it is no whole number between the limits, both included
     */
    public int integer(String key, int min, int max) throws HazeLabException {
        return integer(key, text(key), min, max);
    }

    /** @throws HazeLabException if there is no such entry, or it is no finite number */
    public double number(String key) throws HazeLabException {
        return number(key, text(key));
    }

    /** @throws HazeLabException if there is no such entry, or it is neither {@code true} nor {@code false} */
    public boolean flag(String key) throws HazeLabException {
        String text = text(key);
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        throw wrong(key, text, "neither true nor false");
    }

    /** @throws HazeLabException if there is no such entry, or it is no list of whole numbers between the limits */
    public int[] integers(String key, int min, int max) throws HazeLabException {
        String[] parts = parts(key);
        int[] numbers = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            numbers[i] = integer(key, parts[i], min, max);
        }
        return numbers;
    }

    /** @throws HazeLabException if there is no such entry, or it is no list of finite numbers */
    public double[] numbers(String key) throws HazeLabException {
        String[] parts = parts(key);
        double[] numbers = new double[parts.length];
        for (int i = 0; i < parts.length; i++) {
            numbers[i] = number(key, parts[i]);
        }
        return numbers;
    }

    private String[] parts(String key) throws HazeLabException {
        String text = text(key);
        return text.isEmpty() ? new String[0] : text.split(",", -1);
    }

    private int integer(String key, String text, int min, int max) throws HazeLabException {
        long number;
        try {
            number = Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw wrong(key, text, "no whole number", e);
        }
        if (number < min || number > max) {
            throw wrong(key, text, "not between " + min + " and " + max);
        }
        return (int)number;
    }

    private double number(String key, String text) throws HazeLabException {
        double number;
        try {
            number = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw wrong(key, text, "no number", e);
        }
        if (!Double.isFinite(number)) {
            throw wrong(key, text, "no finite number");
        }
        return number;
    }

    private HazeLabException wrong(String key, String text, String problem) {
        return wrong(key, text, problem, null);
    }

    private HazeLabException wrong(String key, String text, String problem, @Nullable NumberFormatException cause) {
        return new HazeLabException(subject + " is damaged: its " + Words.quoted(key) + " is " + Words.quoted(text)
            + ", "
            + problem, "Train the model again, or take another one", cause);
    }

    /**
     * The fewest digits that tell a number, since {@code Double.toString} writes some with a digit more before Java 19.
     * Halves are rounded up, which many 32-bit floats have in their 18th digit: the bytes of model files depend on it.
     */
    private static String decimal(double number) {
        if (!Double.isFinite(number) || number == 0) {
            return Double.toString(number);
        }
        BigDecimal exact = new BigDecimal(number);
        int digits = 1;
        while (exact.round(new MathContext(digits)).doubleValue() != number) {
            digits++;
        }
        return exact.round(new MathContext(digits)).stripTrailingZeros().toString();
    }

    /** Equal keys and texts. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ModelEntries that && texts.equals(that.texts);
    }

    @Override
    public int hashCode() {
        return texts.hashCode();
    }

    @Override
    public String toString() {
        return texts.toString();
    }
}
