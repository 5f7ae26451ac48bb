// SPDX-License-Identifier: Apache-2.0
package org.hazelab.networks;

import org.hazelab.networks.weights.ForeignWeights;
import org.hazelab.runtime.script.Scope;

/**
 * AlexNet as torchvision has it (A. Krizhevsky, "One weird trick for parallelizing convolutional neural networks",
 * 2014), trained to classify ImageNet.
 */
public final class AlexNet {

    /** The weights that torchvision calls IMAGENET1K_V1. */
    public static final ForeignWeights WEIGHTS = ForeignWeights.ofTorchvision("AlexNet", "alexnet-owt-7be5be79.pth",
        "7be5be791159472b1fbf3c69796f7cb30dca7ad8466c2df70058c37116cdee02");

    private AlexNet() {
    }

    /** Its layers {@code features.0} to {@code features.12}: five convolutions. The image has 3 channels. */
    public static Features features(Scope at) {
        return new Features.Builder(at).convolution(3, 64, 11, 4, 2).maxPool(3).convolution(64, 192, 5, 1, 2).maxPool(3)
            .convolution(192, 384, 3, 1, 1).convolution(384, 256, 3, 1, 1).convolution(256, 256, 3, 1, 1).maxPool(3)
            .build();
    }
}
