// SPDX-License-Identifier: Apache-2.0
package org.hazelab.networks;

import org.hazelab.networks.weights.ForeignWeights;
import org.hazelab.runtime.script.Conv2d;
import org.hazelab.runtime.script.Scope;
import org.hazelab.runtime.script.Value;

/**
 * SqueezeNet 1.1 (F. N. Iandola et al., "SqueezeNet: AlexNet-level accuracy with 50x fewer parameters and <0.5MB model
 * size", 2016), trained to classify ImageNet.
 */
public final class SqueezeNet {

    /** The weights that torchvision calls IMAGENET1K_V1. */
    public static final ForeignWeights WEIGHTS = ForeignWeights.ofTorchvision("SqueezeNet 1.1",
        "squeezenet1_1-b8a52dc0.pth", "b8a52dc049b60e4b6ab68ad0df457362afab8b6304b2febdc1650a5dab4d7e7b");

    private SqueezeNet() {
    }

    /**
     * Its layers {@code features.0} to {@code features.12}: a convolution and eight fires. The image has 3 channels.
     */
    public static Features features(Scope at) {
        Features.Builder layers = new Features.Builder(at).convolution(3, 64, 3, 2, 0);
        layers.add(SqueezeNet::pool);
        fire(layers, 64, 16, 64);
        fire(layers, 128, 16, 64);
        layers.add(SqueezeNet::pool);
        fire(layers, 128, 32, 128);
        fire(layers, 256, 32, 128);
        layers.add(SqueezeNet::pool);
        fire(layers, 256, 48, 192);
        fire(layers, 384, 48, 192);
        fire(layers, 384, 64, 256);
        fire(layers, 512, 64, 256);
        return layers.build();
    }

    /** A window that sticks out at the bottom or at the right counts, too. */
    private static Value pool(Value x) {
        return x.apply("max_pool2d", new int[] {3, 3}, new int[] {2, 2}, new int[] {0, 0}, new int[] {1, 1}, true);
    }

    /** Few channels, then 1 x 1 and 3 x 3 convolutions of them side by side, each with as many channels. */
    private static void fire(Features.Builder layers, int in, int squeezed, int expanded) {
        Scope at = layers.next();
        Conv2d squeeze = Features.convolution(at.at("squeeze"), in, squeezed, 1);
        Conv2d small = Features.convolution(at.at("expand1x1"), squeezed, expanded, 1);
        Conv2d large = Features.convolution(at.at("expand3x3"), squeezed, expanded, 3);
        layers.add(x -> {
            Value few = Features.reluInto(squeeze.of(x));
            return Features.reluInto(small.of(few)).concat(Features.reluInto(large.of(few)));
        });
    }
}
