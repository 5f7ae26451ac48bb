// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.script;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.runtime.tensor.FloatTensor;
import org.hazelab.runtime.tensor.Precision;

/** The declaration of a network: its parameters, its states and the methods that compute with them. */
public final class Network {

    /** Which methods of a network are declared in {@link Precision#FAST} as well, and when weights are converted. */
    public enum FastForms {
        /** There is none: every method computes in 32-bit floats. */
        NONE,
        /** Of all methods. Each call converts the weights that it needs once: to train, as every step changes them. */
        TO_TRAIN,
        /**
         * Of the methods without gradients. Weights are converted when the network is loaded, and must not be changed
         * afterwards: to infer.
         */
        TO_INFER
    }

    /**
     * The method that makes the weights of bfloat16, of networks that have some for good. It is called when they are
     * loaded.
     */
    public static final String CONVERT_WEIGHTS = "convert_weights";

    private final String name;
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final Map<String, Type> states = new LinkedHashMap<>();
    private final Map<String, Method> methods = new LinkedHashMap<>();
    private final FastForms fastForms;
    private final ConvertedWeights converted = new ConvertedWeights();

    /** A method that is declared: the types of its arguments, what it yields, and its text. */
    record Method(List<Type> arguments, Type result, String text) {
    }

    /** @param name a word: the name of the TorchScript class */
    public Network(String name) {
        this(name, FastForms.NONE);
    }

    /**
     * A network whose methods are declared in both precisions, by the same code: layers ask the {@link Code} for it.
     *
     * @param name a word: the name of the TorchScript class
     */
    public Network(String name, FastForms fastForms) {
        if (!name.matches("[A-Z][A-Za-z0-9]*")) {
            throw new IllegalArgumentException("No name of a network: " + name);
        }
        this.name = name;
        this.fastForms = fastForms;
    }

    /** Where the network's modules are declared. */
    public Scope root() {
        return new Scope(this, "", false);
    }

    Parameter declare(Parameter parameter) {
        if (parameters.putIfAbsent(parameter.name(), parameter) != null) {
            throw new IllegalArgumentException("There are two parameters " + parameter.name());
        }
        return parameter;
    }

    /**
     * Declares a list of tensors that the network keeps between calls, empty at first. It is no part of the state dict.
     */
    public Network state(String state) {
        if (states.putIfAbsent(state, Type.TENSORS) != null) {
            throw new IllegalArgumentException("There are two states " + state);
        }
        return this;
    }

    /** Declares a method that is called to infer: without gradients. Arguments as in the other one. */
    public Network inference(String method, Map<String, Type> arguments, Type result, Function<Code, Value> body) {
        return method(method, arguments, result, body, false);
    }

    /**
     * Declares a method that needs gradients. It may call the methods that were declared before it.
     *
     * @param method a word
     * @param arguments names, words too, and types, in order
     * @param result what it yields
     * @param body makes the code; what it returns is what the method yields
     */
    public Network training(String method, Map<String, Type> arguments, Type result, Function<Code, Value> body) {
        return method(method, arguments, result, body, true);
    }

    private Network method(String method, Map<String, Type> arguments, Type result, Function<Code, Value> body,
        boolean gradients) {
        Code exact = new Code(this, arguments.keySet(), gradients, Precision.EXACT);
        String text = text(exact, method, arguments, result, body);
        if (methods.putIfAbsent(method, new Method(List.copyOf(arguments.values()), result, text)) != null) {
            throw new IllegalArgumentException("There are two methods " + method);
        }
        if (fastForms == FastForms.TO_TRAIN || fastForms == FastForms.TO_INFER && !gradients) {
            Code fast = new Code(this, arguments.keySet(), gradients, Precision.FAST);
            String name = Precision.FAST.method(method);
            String fastText = text(fast, name, arguments, result, body);
            if (fast.differs()) {
                methods.put(name, new Method(List.copyOf(arguments.values()), result, fastText));
            }
        }
        return this;
    }

    private String text(Code code, String method, Map<String, Type> arguments, Type result,
        Function<Code, Value> body) {
        StringBuilder head = new StringBuilder("  def " + method + "(self: " + Source.PREFIX + name);
        arguments.forEach((argument, type) -> head.append(", ").append(argument).append(": ").append(type));
        head.append(") -> ").append(result).append(":\n");
        Value value = body.apply(code);
        return head + code.toString() + "    return " + value + "\n";
    }

    /** Which methods it has in {@link Precision#FAST} as well. */
    public FastForms fastForms() {
        return fastForms;
    }

    /** Whether weights of bfloat16 are there once the network is loaded. */
    boolean convertsOnLoad() {
        return fastForms == FastForms.TO_INFER;
    }

    ConvertedWeights converted() {
        return converted;
    }

    /** The name of the TorchScript class. */
    public String name() {
        return name;
    }

    /** Every parameter, in the order of the state dict. */
    public List<Parameter> parameters() {
        return List.copyOf(parameters.values());
    }

    Map<String, Type> states() {
        Map<String, Type> all = new LinkedHashMap<>(states);
        if (!converted.isEmpty()) {
            all.put(ConvertedWeights.STATE, Type.TENSORS);
        }
        return Collections.unmodifiableMap(all);
    }

    /** The parameters that an optimizer may change, in the order of the state dict. */
    public List<Parameter> trained() {
        return trained("");
    }

    /**
     * The parameters of one part that an optimizer may change.
     *
     * @param module the part's path, such as {@code generator}; empty for all
     */
    public List<Parameter> trained(String module) {
        String path = module.isEmpty() ? "" : module + ".";
        return parameters.values().stream()
            .filter(parameter -> parameter.kind() == Parameter.Kind.TRAINED && parameter.name().startsWith(path))
            .toList();
    }

    Map<String, Method> methods() {
        return Collections.unmodifiableMap(methods);
    }

    /** The methods, and the one that converts the weights where there is something to convert. */
    Map<String, Method> allMethods() {
        Map<String, Method> all = new LinkedHashMap<>(methods);
        if (!converted.isEmpty()) {
            Code code = new Code(this, Map.<String, Type>of().keySet(), false, Precision.EXACT);
            String text = text(code, CONVERT_WEIGHTS, Map.of(), Type.NONE, converted::define);
            all.put(CONVERT_WEIGHTS, new Method(List.of(), Type.NONE, text));
        }
        return all;
    }

    /**
     * Values for all parameters before training: of the same seed always the same. Each parameter has a stream of its
     * own, so that a layer more does not change the others.
     *
     * @return name to values, in the order of the state dict
     */
    public Map<String, FloatTensor> initialWeights(long seed) {
        Map<String, FloatTensor> weights = new LinkedHashMap<>();
        int index = 0;
        for (Parameter parameter : parameters.values()) {
            weights.put(parameter.name(), initial(parameter, seed, index++));
        }
        return weights;
    }

    /** The values of {@link #initialWeights}, one tensor at a time. */
    public WeightSource initial(long seed) {
        List<String> names = List.copyOf(parameters.keySet());
        return parameter -> initial(parameter, seed, names.indexOf(parameter.name()));
    }

    private static FloatTensor initial(Parameter parameter, long seed, int index) {
        FloatTensor tensor = FloatTensor.zeros(parameter.shape());
        parameter.initializer().fill(tensor.values(), RandomStream.of(seed, index));
        return tensor;
    }

    /**
     * The first thing that keeps weights from fitting this network, in words such as {@code out.2.bias is missing}.
     *
     * @return empty if the weights fit
     */
    public Optional<String> mismatch(Map<String, FloatTensor> weights) {
        return Mismatch.between(parameters.values(), weights);
    }

    /**
     * Writes a TorchScript archive: the same bytes for the same network, weights and texts.
     *
     * @param weights one for each parameter
     * @param order how they shall lie in memory
     * @param texts by names such as {@code about.json}: what {@code torch.jit.load} gives out as extra files, in UTF-8
     * @param out not closed
     * @throws IllegalArgumentException if the weights do not fit, or a text has a name that is none
     */
    public void write(Map<String, FloatTensor> weights, Order order, SortedMap<String, String> texts, OutputStream out)
        throws IOException {
        mismatch(weights).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        for (String text : texts.keySet()) {
            if (!text.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
                throw new IllegalArgumentException("No name of an extra file: " + text);
            }
        }
        stream(WeightSource.of(weights), order, texts).transferTo(out);
    }

    /**
     * The bytes of {@link #write}, made while they are read: beside what the weights' source holds, one tensor at a
     * time is in memory, three times.
     *
     * @return where reading weights fails, its {@code read} throws an {@link IOException} that {@link #failure}
     *     explains
     * @throws IllegalArgumentException (while it is read) if weights have another shape than their parameter
     */
    public InputStream stream(WeightSource weights, Order order) {
        return stream(weights, order, Collections.emptySortedMap());
    }

    private InputStream stream(WeightSource weights, Order order, SortedMap<String, String> texts) {
        return new ArchiveStream(new TorchArchive(this, weights, order).entries(texts));
    }

    /** Why weights could not be read, if that is what ended the reading of a {@link #stream}. */
    public static Optional<HazeLabException> failure(IOException e) {
        return e instanceof ArchiveStream.WeightsException weights ? Optional.of(weights.failure()) : Optional.empty();
    }

    /** As {@link #write}, in memory and without texts. */
    public byte[] archive(Map<String, FloatTensor> weights, Order order) {
        return archive(weights, order, Collections.emptySortedMap());
    }

    /** As {@link #write}, in memory. */
    public byte[] archive(Map<String, FloatTensor> weights, Order order, SortedMap<String, String> texts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(weights, order, texts, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail to be written
        }
        return bytes.toByteArray();
    }

    /** Weights of bfloat16 that a network has beside those of its state dict, made of them when it is loaded. */
    static final class ConvertedWeights {

        /** The state that holds them. */
        static final String STATE = "converted_weights";

        private static final int CHANNELS_LAST = 2;
        private static final int IMAGE_AXES = 4;

        private record Weight(String key, int axes, Function<Code, Value> definition) {
        }

        private final List<Weight> weights = new ArrayList<>();

        boolean isEmpty() {
            return weights.isEmpty();
        }

        /** The place of a weight, which is added if there is none of its key. */
        int index(String key, int axes, Function<Code, Value> definition) {
            for (int i = 0; i < weights.size(); i++) {
                if (weights.get(i).key().equals(key)) {
                    return i;
                }
            }
            weights.add(new Weight(key, axes, definition));
            return weights.size() - 1;
        }

        /** Makes them all; kernels of convolutions with the channels innermost, as images are. */
        Value define(Code code) {
            code.setState(STATE, code.list(weights.stream().map(weight -> {
                Value value = weight.definition().apply(code);
                return weight.axes() == IMAGE_AXES
                    ? value.apply("to", Code.BFLOAT16, false, false, CHANNELS_LAST)
                    : value.apply("to", Code.BFLOAT16);
            }).toArray()));
            return code.nothing();
        }
    }
}
