// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazesb.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.hazelab.runtime.script.Code;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.script.Type;
import org.hazelab.runtime.script.Value;

/**
 * The generator to infer with. Its methods take an image (batch, 3, rows, columns) in -1 to 1, the index of its point
 * in time and latent vectors (batch, latent), and yield the clear image, in -1 to 1.
 *
 * <p>{@value #FORWARD}(image, index, latent) records gradients, {@value #INFER}(image, index, latent) does not. A
 * training declares a network of its own around {@link Generator}.
 */
public final class DehazeSbNetwork {

    /** The clear image, as PyTorch's users call it. */
    public static final String FORWARD = "forward";
    /** The clear image, without gradients. */
    public static final String INFER = "infer";
    /** The clear image of one in 0 to 1, without gradients. */
    public static final String DEHAZE = "dehaze";

    private static final String NAME = "DehazeSb";
    private static final String IMAGE = "image";
    private static final String INDEX = "index";
    private static final String LATENT = "latent";

    private DehazeSbNetwork() {
    }

    /** The parameters alone, in the order of the authors' state dict. */
    public static List<Parameter> parameters(GeneratorShape shape, ResidualMode mode) {
        Network network = new Network(NAME);
        new Generator(network.root(), shape, mode);
        return network.parameters();
    }

    /** The network with the method {@value #INFER} alone. */
    public static Network toInfer(GeneratorShape shape, ResidualMode mode) {
        Network network = new Network(NAME);
        Generator generator = new Generator(network.root(), shape, mode);
        network.inference(INFER, arguments(), Type.TENSOR, code -> clear(generator, code).contiguous());
        return network;
    }

    /** The network for other programs, with {@value #FORWARD} and {@value #DEHAZE}. */
    public static Network toExport(GeneratorShape shape, ResidualMode mode) {
        Network network = new Network(NAME);
        Generator generator = new Generator(network.root(), shape, mode);
        network.training(FORWARD, arguments(), Type.TENSOR, code -> clear(generator, code));
        network.inference(DEHAZE, dehazeArguments(), Type.TENSOR, code -> {
            Value image = code.argument(IMAGE).times(2.0).minus(1.0);
            return generator.of(image, 0, code.argument(LATENT)).plus(1.0).times(0.5).contiguous();
        });
        return network;
    }

    private static Value clear(Generator generator, Code code) {
        return generator.of(code.argument(IMAGE), code.argument(INDEX), code.argument(LATENT));
    }

    private static Map<String, Type> arguments() {
        Map<String, Type> arguments = new LinkedHashMap<>();
        arguments.put(IMAGE, Type.TENSOR);
        arguments.put(INDEX, Type.INT);
        arguments.put(LATENT, Type.TENSOR);
        return arguments;
    }

    private static Map<String, Type> dehazeArguments() {
        Map<String, Type> arguments = arguments();
        arguments.remove(INDEX);
        return arguments;
    }

    /** How the methods of {@link #toExport} are called, for users who only have the archive. */
    public static SortedMap<String, String> usage(GeneratorShape shape) {
        String size = "float32 of (batch, 3, rows, columns), red, green and blue, rows and columns being multiples of "
            + GeneratorShape.MULTIPLE + ", at least " + GeneratorShape.SMALLEST_SIDE;
        String latent = "latent: float32 of (batch, " + shape.latent() + "), normal random numbers or zeros.";
        return new TreeMap<>(Map.of(
            FORWARD,
            "forward(image, index, latent) yields the clear image as the generator sees it, of the same shape, "
                + "from -1 to 1. image: " + size + ", from -1 to 1: the hazy image, or a later state of the bridge. "
                + "index: the number of the state, an int from 0, the same for the batch. " + latent,
            DEHAZE, "dehaze(image, latent) yields the dehazed image of one evaluation, from 0 to 1, without gradients. "
                + "image: " + size + ", from 0 to 1. " + latent));
    }
}
