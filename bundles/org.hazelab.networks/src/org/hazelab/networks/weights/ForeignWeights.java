// SPDX-License-Identifier: Apache-2.0
package org.hazelab.networks.weights;

import java.util.Arrays;
import java.util.regex.Pattern;

import org.hazelab.runtime.script.Initializer;

/**
 * Weights that others have trained for one of our networks, as they publish them.
 *
 * @param title whose and of which network, such as {@code VGG16 of torchvision}
 * @param file the name under which they are published, ending in {@code .pth} or {@code .pt}
 * @param sha256 of that file, 64 small hexadecimal digits
 * @param address the page from which a user can download it
 * @param terms whose they are and under which terms, a phrase
 */
public record ForeignWeights(String title, String file, String sha256, String address, String terms) {

    /**
     * The start of parameters that only a file can give: no numbers. A network whose file was not read yields NaN,
     * which no loss and no score hides.
     */
    public static final Initializer ABSENT = (values, random) -> Arrays.fill(values, Float.NaN);

    private static final Pattern FILE = Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]*)\\.pth?");

    public ForeignWeights {
        if (!FILE.matcher(file).matches() || !sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("No published file: " + file + ", " + sha256);
        }
    }

    /** Weights that PyTorch's torchvision publishes: the page of its documentation that leads to the file. */
    public static ForeignWeights ofTorchvision(String network, String file, String sha256) {
        return new ForeignWeights(network + " of torchvision", file, sha256,
            "https://pytorch.org/vision/stable/models/generated/torchvision.models."
                + file.substring(0, file.indexOf('-')) + ".html",
            "torchvision's authors, BSD-3-Clause; trained on ImageNet, whose images have terms of their own");
    }

    /** The name that a conversion to safetensors has to have. */
    public String converted() {
        return file.substring(0, file.lastIndexOf('.')) + ".safetensors";
    }
}
