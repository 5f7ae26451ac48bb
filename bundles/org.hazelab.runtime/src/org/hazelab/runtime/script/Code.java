// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.hazelab.runtime.tensor.Precision;

/** The text of one TorchScript method, an operation a line. */
public final class Code {

    /** The operand {@code None}. */
    public static final Object NONE = new Operand("None");

    /** In PyTorch's numbering of types. */
    static final int BFLOAT16 = 15;
    private static final int FLOAT32 = 6;
    private static final String INDENT = "  ";

    /** What is computed once, before everything else. */
    private final StringBuilder head = new StringBuilder();
    private final StringBuilder lines = new StringBuilder();
    private final Map<String, Value> once = new HashMap<>();
    private final Network network;
    private final Set<String> arguments;
    private final boolean gradients;
    private final Precision precision;
    private boolean differs;
    private boolean inHead;
    private String indent = INDENT + INDENT;
    private int values;

    /**
     * @param network whose methods and buffers can be used
     * @param arguments the names of the method's arguments
     * @param gradients whether gradients of what is computed are needed
     * @param precision of convolutions and matrix products
     */
    Code(Network network, Set<String> arguments, boolean gradients, Precision precision) {
        this.precision = precision;
        this.network = network;
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

    /**
     * Calls another method of the network, which was declared before this one.
     *
     * @param operands as in {@link #call}, one an argument
     * @throws IllegalArgumentException if there is no such method, or it takes another number of arguments
     */
    public Value invoke(String method, Object... operands) {
        Network.Method called = network.methods().get(method);
        if (called == null) {
            throw new IllegalArgumentException("No method " + method + " among " + network.methods().keySet());
        }
        if (called.arguments().size() != operands.length) {
            throw new IllegalArgumentException(method + " takes " + called.arguments().size() + " arguments, not "
                + operands.length);
        }
        String fast = Precision.FAST.method(method);
        if (precision == Precision.FAST && network.methods().containsKey(fast)) {
            differs = true;
            return call("self." + fast, operands);
        }
        return call("self." + method, operands);
    }

    /**
     * One of two values, each computed only if it is the one.
     *
     * @param condition a truth value, such as {@code expression("bool({})", tensor)}
     * @param then where the condition holds
     * @param otherwise of the same type, where it does not
     */
    public Value choose(Value condition, Supplier<Value> then, Supplier<Value> otherwise) {
        String result = "v" + values++;
        line("if " + condition + ":");
        branch(result, then);
        line("else:");
        branch(result, otherwise);
        return new Value(this, result);
    }

    private void branch(String result, Supplier<Value> body) {
        within(() -> line(result + " = " + body.get()));
    }

    /**
     * Does something a number of times.
     *
     * @param times a whole number, or a value that is one
     * @param start the values before the first time
     * @param body takes the number of the turn, from 0, and the values before it, and yields as many after it
     * @return the values after the last time
     */
    public List<Value> repeat(Object times, List<Value> start, BiFunction<Value, List<Value>, List<Value>> body) {
        List<Value> state = new ArrayList<>();
        for (Value value : start) {
            state.add(keep(value.toString()));
        }
        Value turn = new Value(this, "v" + values++);
        line("for " + turn + " in range(" + text(times) + "):");
        within(() -> {
            List<Value> next = body.apply(turn, List.copyOf(state));
            if (next.size() != state.size()) {
                throw new IllegalArgumentException(next.size() + " values after a turn with " + state.size());
            }
            List<Value> copies = next.stream().map(value -> keep(value.toString())).toList();
            for (int i = 0; i < state.size(); i++) {
                line(state.get(i) + " = " + copies.get(i));
            }
        });
        return List.copyOf(state);
    }

    private void within(Runnable block) {
        String before = indent;
        indent = before + INDENT;
        block.run();
        indent = before;
    }

    /**
     * Writes values over those of a buffer, which keeps its place in memory.
     *
     * @throws IllegalArgumentException if it is no buffer
     */
    public void assign(Parameter buffer, Value value) {
        if (buffer.kind() != Parameter.Kind.BUFFER) {
            throw new IllegalArgumentException(buffer + " is no buffer");
        }
        call("torch.copy_", call("torch.detach", buffer), value.apply("detach"));
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

    /** The numbers of convolutions and matrix products. */
    public Precision precision() {
        return precision;
    }

    /** Whether something was done that {@link Precision#EXACT} does not do. */
    boolean differs() {
        return differs;
    }

    /** A value as the precision's products take it. */
    Value reduced(Value value) {
        return precision == Precision.EXACT ? value : converted(value, BFLOAT16);
    }

    /** A value as 32-bit floats. */
    Value full(Value value) {
        return precision == Precision.EXACT ? value : converted(value, FLOAT32);
    }

    private Value converted(Value value, int type) {
        differs = true;
        return value.apply("to", type);
    }

    /**
     * A parameter as the precision's convolutions and matrix products take it: in {@link Precision#FAST} converted once
     * a call of the method or once for good, not at each use.
     *
     * @return an operand
     */
    public Object weight(Parameter parameter) {
        return precision == Precision.EXACT ? parameter
            : weight(parameter.name(), parameter.shape().length, code -> code.expression("{}", parameter));
    }

    /**
     * As {@link #weight(Parameter)}, for what is computed of parameters, in 32-bit floats in both precisions.
     *
     * @param key tells it from others of the network
     * @param axes how many it has
     * @param definition is called once for each method or network, with its code
     */
    public Value weight(String key, int axes, Function<Code, Value> definition) {
        if (precision == Precision.EXACT) {
            return definition.apply(this);
        }
        differs = true;
        if (network.convertsOnLoad()) {
            int index = network.converted().index(key, axes, definition);
            return once(key, () -> expression("self." + Network.ConvertedWeights.STATE + "[" + index + "]"));
        }
        return once(key, () -> definition.apply(this).apply("to", BFLOAT16));
    }

    /** A value that is computed at the method's beginning, the first time it is asked for. */
    private Value once(String key, Supplier<Value> definition) {
        Value known = once.get(key);
        if (known != null) {
            return known;
        }
        boolean before = inHead;
        inHead = true;
        Value value = definition.get();
        inHead = before;
        once.put(key, value);
        return value;
    }

    /** An argument of the method. */
    public Value argument(String name) {
        if (!arguments.contains(name)) {
            throw new IllegalArgumentException("No argument " + name + " among " + arguments);
        }
        return new Value(this, name);
    }

    void line(String text) {
        if (inHead) {
            head.append(INDENT).append(INDENT).append(text).append('\n');
        } else {
            lines.append(indent).append(text).append('\n');
        }
    }

    private Value keep(String expression) {
        Value value = new Value(this, "v" + values++);
        line(value + " = " + expression);
        return value;
    }

    /** The lines so far. */
    @Override
    public String toString() {
        return head.toString() + lines;
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
