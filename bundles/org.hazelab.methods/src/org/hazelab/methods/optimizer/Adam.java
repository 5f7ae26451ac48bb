// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.optimizer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.hazelab.runtime.script.Code;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.script.Type;
import org.hazelab.runtime.script.Value;

/**
 * Adam (Kingma and Ba, "Adam: a method for stochastic optimization", 2015) for some parameters of a network, by
 * PyTorch's own fused kernel. A network may have several, each with a name, parameters and numbers of its own. Its
 * moments stay on the device, as states of the network.
 *
 * <p>The methods that it adds to the network, for the name {@code g}: {@code begin_g()} sets the moments to 0;
 * {@code first_g()} and {@code second_g()} yield them, a tensor a parameter; {@code resume_g(first, second)} sets them.
 */
public final class Adam {

    /**
     * The numbers of a step: values of the method, or numbers.
     *
     * @param rate the learning rate
     * @param beta1 how much of the mean gradient stays
     * @param beta2 how much of the mean squared gradient stays
     * @param epsilon what is added to the root of the mean squared gradient
     * @param count the number of this step, from 1: an int argument
     */
    public record Numbers(Object rate, Object beta1, Object beta2, Object epsilon, Value count) {
    }

    private final String name;
    private final List<Parameter> parameters;

    private Adam(String name, List<Parameter> parameters) {
        this.name = name;
        this.parameters = List.copyOf(parameters);
    }

    /**
     * Adds an optimizer to a network.
     *
     * @param name a word, unique in the network
     * @param parameters at least one, trained ones of the network
     */
    public static Adam declare(Network network, String name, List<Parameter> parameters) {
        if (parameters.isEmpty() || !network.trained().containsAll(parameters)) {
            throw new IllegalArgumentException("The optimizer " + name + " needs trained parameters of the network");
        }
        Adam adam = new Adam(name, parameters);
        network.state(adam.first()).state(adam.second());
        adam.declareMoments(network);
        return adam;
    }

    /** The method that sets the moments of an optimizer to 0. */
    public static String begin(String name) {
        return "begin_" + name;
    }

    /** The method that yields the means of the gradients, a tensor a parameter. */
    public static String first(String name) {
        return "first_" + name;
    }

    /** The method that yields the means of the squared gradients, a tensor a parameter. */
    public static String second(String name) {
        return "second_" + name;
    }

    private String first() {
        return name + "_mean";
    }

    private String second() {
        return name + "_square";
    }

    private void declareMoments(Network network) {
        network.inference(begin(name), Map.of(), Type.NONE, code -> {
            code.setState(first(), zeros(code));
            code.setState(second(), zeros(code));
            return code.nothing();
        });
        network.inference(first(name), Map.of(), Type.TENSORS, code -> code.state(first()));
        network.inference(second(name), Map.of(), Type.TENSORS, code -> code.state(second()));
        Map<String, Type> moments = new LinkedHashMap<>();
        moments.put("first", Type.TENSORS);
        moments.put("second", Type.TENSORS);
        network.inference("resume_" + name, moments, Type.NONE, code -> {
            code.setState(first(), likeParameters(code, code.argument("first")));
            code.setState(second(), likeParameters(code, code.argument("second")));
            return code.nothing();
        });
    }

    /** What it changes, in the order of the gradients. */
    public List<Parameter> parameters() {
        return parameters;
    }

    /**
     * Changes the parameters by one step.
     *
     * @param gradients a list, one a parameter, see {@link Gradients}
     */
    public void step(Code code, Value gradients, Numbers numbers) {
        step("torch._fused_adam_", code, gradients, numbers, 0.0);
    }

    /**
     * Changes the parameters by one step of AdamW (Loshchilov and Hutter, "Decoupled Weight Decay Regularization",
     * 2019), which takes the share rate x decay of each parameter away before.
     */
    public void stepWithDecay(Code code, Value gradients, Numbers numbers, Object decay) {
        step("torch._fused_adamw_", code, gradients, numbers, decay);
    }

    private void step(String kernel, Code code, Value gradients, Numbers numbers, Object decay) {
        // On the parameters' device: the kernel for GPUs reads the count there, and does not check where it lies.
        Value count = code.call("torch.tensor", code.call("float", numbers.count()),
            Code.named("device", code.call("ops.prim.device", parameters.get(0))));
        Value counts = code.expression("[{}] * {}", count, parameters.size());
        Value detached = code.list(parameters.stream().map(p -> code.call("torch.detach", p)).toArray());
        code.call(kernel, detached, gradients, code.state(first()), code.state(second()), List.of(), counts,
            Code.named("lr", numbers.rate()), Code.named("beta1", numbers.beta1()),
            Code.named("beta2", numbers.beta2()), Code.named("weight_decay", decay),
            Code.named("eps", numbers.epsilon()), Code.named("amsgrad", false), Code.named("maximize", false));
    }

    private Value zeros(Code code) {
        return code.list(parameters.stream().map(p -> code.call("torch.zeros_like", p)).toArray());
    }

    /** Copies in the parameters' memory order. */
    private Value likeParameters(Code code, Value list) {
        Object[] copies = new Object[parameters.size()];
        for (int i = 0; i < copies.length; i++) {
            copies[i] = code.call("torch.zeros_like", parameters.get(i)).apply("copy_", code.element(list, i));
        }
        return code.list(copies);
    }
}
