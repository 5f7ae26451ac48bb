// SPDX-License-Identifier: Apache-2.0
package org.hazelab.networks;

import org.hazelab.networks.weights.ForeignWeights;
import org.hazelab.runtime.script.Scope;

/**
 * VGG16 (K. Simonyan and A. Zisserman, "Very Deep Convolutional Networks for Large-Scale Image Recognition", ICLR
 * 2015), trained to classify ImageNet.
 */
public final class Vgg16 {

    /** The weights that torchvision calls IMAGENET1K_V1. */
    public static final ForeignWeights WEIGHTS = ForeignWeights.ofTorchvision("VGG16", "vgg16-397923af.pth",
        "397923af8e79cdbb6a7127f12361acd7a2f83e06b05044ddf496e83de57a5bf0");

    /** The channels of the convolutions, a row for each resolution. */
    private static final int[][] WIDTHS =
        {{64, 64}, {128, 128}, {256, 256, 256}, {512, 512, 512}, {512, 512, 512}};

    private Vgg16() {
    }

    /** Its layers {@code features.0} to {@code features.30}: thirteen convolutions. The image has 3 channels. */
    public static Features features(Scope at) {
        Features.Builder layers = new Features.Builder(at);
        int channels = 3;
        for (int[] level : WIDTHS) {
            for (int width : level) {
                layers.convolution(channels, width, 3, 1, 1);
                channels = width;
            }
            layers.maxPool(2);
        }
        return layers.build();
    }
}
