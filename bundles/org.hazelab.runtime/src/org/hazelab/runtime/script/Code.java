// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.script;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The text of one TorchScript method, an operation a line. */
public final class Code {

    /** The operand {@code None}. */
    public static final Object NONE = new Operand("None");

    private final StringBuilder lines = new StringBuilder();
    private final Set<String> arguments;
    private final boolean gradients;
    private int values;

    /**
     * @param arguments the names of the method's arguments
     * @param gradients whether somebody will ask for gradients of what is computed
     */
    Code(Set<String> arguments, boolean gradients) {
        this.gradients = gradients;
        this.arguments = Set.copyOf(arguments);
    }

    /** An operand that is text already. */
    private record Operand(String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    /** An operand given by its name. */
    public static Object named(String name, Object operand) {
        return new Operand(name + "=" + text(operand));
    }

    /**
     * Calls a function and keeps what it yields.
     *
     * @param function such as {@code torch.conv2d}
     * @param operands values, parameters, numbers, truth values, arrays of numbers, or {@link #NONE}
     */
    public Value call(String function, Object... operands) {
        return keep(function + "(" + Stream.of(operands).map(Code::text).collect(Collectors.joining(", ")) + ")");
    }

    /** A list of values or parameters. */
    public Value list(Object... elements) {
        return keep("[" + Stream.of(elements).map(Code::text).collect(Collectors.joining(", ")) + "]");
    }

    /** The value of a state of the network. */
    public Value state(String name) {
        return keep("self." + name);
    }

    /** Gives a state of the network another value. */
    public void setState(String name, Value value) {
        line("self." + name + " = " + value);
    }

    /** What a method yields that yields nothing. */
    public Value nothing() {
        return new Value(this, "None");
    }

    /** An element of a list. */
    public Value element(Value list, int index) {
        return keep(list + "[" + index + "]");
    }

    /** Anything else: the text of an expression, with {@code {}} where the next operand goes. */
    public Value expression(String pattern, Object... operands) {
        String text = pattern;
        for (Object operand : operands) {
            int hole = text.indexOf("{}");
            text = text.substring(0, hole) + text(operand) + text.substring(hole + 2);
        }
        return keep(text);
    }

    /** Whether gradients are needed; without them memory can be written over that is not needed any more. */
    public boolean gradients() {
        return gradients;
    }

    /** An argument of the method. */
    public Value argument(String name) {
        if (!arguments.contains(name)) {
            throw new IllegalArgumentException("No argument " + name + " among " + arguments);
        }
        return new Value(this, name);
    }

    void line(String text) {
        lines.append("    ").append(text).append('\n');
    }

    private Value keep(String expression) {
        Value value = new Value(this, "v" + values++);
        line(value + " = " + expression);
        return value;
    }

    /** The lines so far. */
    @Override
    public String toString() {
        return lines.toString();
    }

    private static String text(Object operand) {
        if (operand instanceof Parameter parameter) {
            return path(parameter.name());
        } else if (operand instanceof int[] numbers) {
            return IntStream.of(numbers).mapToObj(Integer::toString).collect(Collectors.joining(", ", "[", "]"));
        } else if (operand instanceof double[] numbers) {
            return DoubleStream.of(numbers).mapToObj(Code::text).collect(Collectors.joining(", ", "[", "]"));
        } else if (operand instanceof List<?> list) {
            return list.stream().map(Code::text).collect(Collectors.joining(", ", "[", "]"));
        } else if (operand instanceof Boolean truth) {
            return truth ? "True" : "False";
        } else if (operand instanceof Double number) {
            return Double.toString(number).toLowerCase(Locale.ROOT);
        }
        return operand.toString();
    }

    /** How TorchScript reaches an attribute whose path may hold numbers. */
    private static String path(String name) {
        String text = "self";
        for (String step : name.split("\\.")) {
            text = Character.isDigit(step.charAt(0)) ? "getattr(" + text + ", \"" + step + "\")" : text + "." + step;
        }
        return text;
    }
}
