// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.network;

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
 * The networks of HazeFlow to infer with. Their methods take a hazy image (batch, 3, rows, columns) in 0 to 1 and a
 * first transmission (batch, 1, rows, columns), and yield the velocity and the refined transmission.
 *
 * <p>{@value #FORWARD}(hazy, t) records gradients, {@value #INFER}(hazy, t) does not and is faster. A training declares
 * a network of its own around {@link HazeFlowUNet}.
 */
public final class HazeFlowNetwork {

    /** Velocity and refined transmission, as PyTorch's users call it. */
    public static final String FORWARD = "forward";
    /** Velocity and refined transmission, without gradients. */
    public static final String INFER = "infer";
    /** The dehazed image and the refined transmission, without gradients. */
    public static final String DEHAZE = "dehaze";

    private static final String NAME = "HazeFlow";
    private static final String HAZY = "hazy";
    private static final String TRANSMISSION = "t";

    private HazeFlowNetwork() {
    }

    /** The parameters alone, in the order of the authors' state dict, which is that of their averaged weights. */
    public static List<Parameter> parameters(HazeFlowShape shape) {
        Network network = new Network(NAME);
        new HazeFlowUNet(network.root(), shape);
        return network.parameters();
    }

    /** The network with the method {@value #INFER} alone. */
    public static Network toInfer(HazeFlowShape shape) {
        Network network = new Network(NAME);
        HazeFlowUNet unet = new HazeFlowUNet(network.root(), shape);
        network.inference(INFER, arguments(), Type.TENSORS, code -> both(unet, code));
        return network;
    }

    /** The network for other programs, with {@value #FORWARD} and {@value #DEHAZE}. */
    public static Network toExport(HazeFlowShape shape) {
        Network network = new Network(NAME);
        HazeFlowUNet unet = new HazeFlowUNet(network.root(), shape);
        network.training(FORWARD, arguments(), Type.TENSORS, code -> both(unet, code));
        network.inference(DEHAZE, arguments(), Type.TENSORS, code -> {
            HazeFlowUNet.Estimate estimate = unet.of(code.argument(HAZY), code.argument(TRANSMISSION), Dropout.NONE);
            Value rest = code.call("torch.rsub", estimate.transmission(), 1.0);
            Value clean = code.argument(HAZY).plus(estimate.velocity().times(rest));
            return code.list(clean.apply("clamp", 0.0, 1.0).contiguous(), estimate.transmission().contiguous());
        });
        return network;
    }

    private static Value both(HazeFlowUNet unet, Code code) {
        HazeFlowUNet.Estimate estimate = unet.of(code.argument(HAZY), code.argument(TRANSMISSION), Dropout.NONE);
        return code.list(estimate.velocity().contiguous(), estimate.transmission().contiguous());
    }

    private static Map<String, Type> arguments() {
        Map<String, Type> arguments = new LinkedHashMap<>();
        arguments.put(HAZY, Type.TENSOR);
        arguments.put(TRANSMISSION, Type.TENSOR);
        return arguments;
    }

    /** How the methods of {@link #toExport} are called, for users who only have the archive. */
    public static SortedMap<String, String> usage(HazeFlowShape shape) {
        String input = "hazy: float32 of (batch, 3, rows, columns), red, green and blue from 0 to 1, rows and columns "
            + "being multiples of " + shape.multiple() + ". t: float32 of (batch, 1, rows, columns), the transmission "
            + "by the dark channel prior.";
        return new TreeMap<>(Map.of(
            FORWARD, "forward(hazy, t) yields a list of the velocity, float32 of (batch, 3, rows, columns), and the "
                + "refined transmission, float32 of (batch, 1, rows, columns), neither of which is cut. " + input,
            DEHAZE, "dehaze(hazy, t) yields a list of the dehazed image, clamp(hazy + (1 - refined) * velocity, 0, 1), "
                + "and the refined transmission, without gradients. " + input));
    }
}
