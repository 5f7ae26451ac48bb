// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

import org.hazelab.methods.optimizer.AdamScript;
import org.hazelab.methods.unet.UNet;
import org.hazelab.methods.unet.UNetShape;
import org.hazelab.runtime.script.Code;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Type;
import org.hazelab.runtime.script.Value;

/**
 * The velocity network of HazeMatching: a U-Net that sees the state (channel 0) and the hazy image (channel 1) at a
 * time from 0 (noise) to 1 (clean), and yields how the state moves.
 *
 * <p>Its methods: {@value #FORWARD}(t, x) of (batch) and (batch, 2, rows, columns), as in the authors' code;
 * {@value #EULER}(state, hazy, t, dt), one Euler step without gradients; {@code stage}, what a {@link Solver.Stage}
 * says; {@value #LOSS}(noise, clean, hazy, t); and those of {@link AdamScript} for the loss.
 */
public final class HazeMatchingNetwork {

    /** The velocity, as PyTorch's users call it. */
    public static final String FORWARD = "forward";
    /** One Euler step. */
    public static final String EULER = "euler";
    /** One evaluation of any other solver. */
    static final String STAGE = "stage";
    /** The loss of a batch, without gradients. */
    public static final String LOSS = "loss";

    /** The velocity without gradients: faster, and written over memory that nothing needs any more. */
    private static final String VELOCITY = "velocity";
    private static final String NAME = "HazeMatching";
    private static final int WIDTH = 32;
    private static final int ATTENTION_SIDE = 16;
    private static final Map<Integer, List<Double>> MULTIPLIERS = new TreeMap<>(Map.of(
        256, List.of(1.0, 1.0, 2.0, 2.0, 4.0, 4.0),
        128, List.of(1.0, 1.0, 2.0, 3.0, 4.0),
        64, List.of(1.0, 2.0, 3.0, 4.0),
        32, List.of(1.0, 2.0, 2.0, 2.0),
        28, List.of(1.0, 2.0, 2.0)));

    private HazeMatchingNetwork() {
    }

    /** The nominal image sizes there is a network for, ascending. The authors publish 128 and 64 (for neurons). */
    public static Set<Integer> sizes() {
        return MULTIPLIERS.keySet();
    }

    /**
     * The U-Net for a nominal image size: attention where that image has 16 rows.
     *
     * @throws IllegalArgumentException if there is none for this size
     */
    public static UNetShape shape(int size) {
        List<Double> multipliers = MULTIPLIERS.get(size);
        if (multipliers == null) {
            throw new IllegalArgumentException("No network for images of " + size + ", only for " + sizes());
        }
        return new UNetShape(2, 1, WIDTH, multipliers, 1, Set.of(size / ATTENTION_SIDE), 1);
    }

    /** The network for a nominal image size, with all its methods. */
    public static Network of(int size) {
        return of(size, Network.FastForms.NONE);
    }

    /** As {@link #of(int)}, with methods of bfloat16 as well. */
    public static Network of(int size, Network.FastForms fastForms) {
        Network network = new Network(NAME, fastForms);
        UNet unet = new UNet(network.root(), shape(size));
        forward(network, unet);
        network.inference(VELOCITY, arguments("t", "x"), Type.TENSOR,
            code -> unet.of(code.argument("t"), code.argument("x")));
        Velocity velocity = (t, x) -> t.code().invoke(VELOCITY, t, x);
        network.inference(EULER, eulerArguments(), Type.TENSOR, code -> euler(velocity, code));
        network.inference(STAGE, stageArguments(), Type.TENSORS, code -> stage(velocity, code));
        Map<String, Type> pair = arguments("noise", "clean", "hazy", "t");
        network.inference(LOSS, pair, Type.TENSOR, code -> loss(velocity, code));
        Function<Code, Value> trained = code -> loss((t, x) -> code.invoke(FORWARD, t, x), code);
        AdamScript.declare(network, pair, trained);
        return network;
    }

    /** The velocity of a state and a hazy image, (batch, 2, rows, columns), at the times (batch). */
    @FunctionalInterface
    private interface Velocity {
        Value of(Value t, Value x);
    }

    /**
     * The same network with {@value #FORWARD} and {@value #EULER} alone, for others: an operation that they have no use
     * for, and their version of PyTorch lacks, would keep it from loading. Neither method calls another, so that
     * exported files stay the same bytes from release to release.
     */
    static Network toInfer(int size) {
        Network network = new Network(NAME);
        UNet unet = new UNet(network.root(), shape(size));
        forward(network, unet);
        network.inference(EULER, eulerArguments(), Type.TENSOR, code -> euler(unet::of, code));
        return network;
    }

    private static void forward(Network network, UNet unet) {
        network.training(FORWARD, arguments("t", "x"), Type.TENSOR,
            code -> unet.of(code.argument("t"), code.argument("x")));
    }

    private static Map<String, Type> eulerArguments() {
        Map<String, Type> arguments = arguments("state", "hazy");
        arguments.put("t", Type.FLOAT);
        arguments.put("dt", Type.FLOAT);
        return arguments;
    }

    /** How the methods of {@link #toInfer} are called, for users who only have the archive. */
    static SortedMap<String, String> usage(int size) {
        return new TreeMap<>(Map.of(
            FORWARD, "forward(t, x) yields the velocity of the state, float32 of (batch, 1, rows, columns). t: float32 "
                + "of (batch), from 0 (noise) to 1 (clean image). x: float32 of (batch, 2, rows, columns), rows and "
                + "columns being multiples of " + shape(size).multiple() + ": the state, and the hazy image as "
                + "(pixels - normalization.input_mean) / normalization.input_std.",
            EULER, "euler(state, hazy, t, dt) yields state + dt * forward(t, cat([state, hazy], 1)) without "
                + "gradients, for two tensors of (batch, 1, rows, columns) and two numbers. A state that begins as "
                + "standard normal noise at t = 0 is a sample of the clean image when t + dt has become 1: its pixels "
                + "are state * normalization.target_std + normalization.target_mean."));
    }

    private static Map<String, Type> arguments(String... tensors) {
        Map<String, Type> arguments = new LinkedHashMap<>();
        for (String name : tensors) {
            arguments.put(name, Type.TENSOR);
        }
        return arguments;
    }

    /** Adds dt times the velocity at a time to a state. */
    private static Value euler(Velocity velocity, Code code) {
        Value state = code.argument("state");
        return state.plus(moved(velocity, code, state).times(code.argument("dt")));
    }

    /** The velocity at a point and the time t. */
    private static Value moved(Velocity velocity, Code code, Value point) {
        Value time = code.call("torch.new_full", point, code.expression("[torch.size({}, 0)]", point),
            code.argument("t"));
        return velocity.of(time, point.concat(code.argument("hazy"))).contiguous();
    }

    private static Map<String, Type> stageArguments() {
        Map<String, Type> arguments = arguments("state", "point", "memory", "hazy");
        for (String number : new String[] {"t", "step", "remembered"}) {
            arguments.put(number, Type.FLOAT);
        }
        return arguments;
    }

    /** Where a stage leads to, and the velocity. */
    private static Value stage(Velocity velocity, Code code) {
        Value movement = moved(velocity, code, code.argument("point"));
        Value next = code.argument("state").plus(movement.times(code.argument("step")))
            .plus(code.argument("memory").times(code.argument("remembered")));
        return code.list(next, movement);
    }

    /** The mean squared distance of the velocity at a point between noise and clean image from the way between them. */
    private static Value loss(Velocity velocity, Code code) {
        Value noise = code.argument("noise");
        Value target = code.argument("clean").minus(noise);
        Value time = code.argument("t");
        Value state = noise.plus(target.times(time.reshaped(-1, 1, 1, 1)));
        return code.call("torch.mse_loss", velocity.of(time, state.concat(code.argument("hazy"))), target);
    }
}
