// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import java.util.Arrays;

import org.hazelab.runtime.tensor.FloatTensor;

/**
 * A hazy image and the clean one that belongs to it.
 *
 * @param hazy (height, width) in units of the network
 * @param clean as {@code hazy}, of the same shape
 */
public record TrainingPair(FloatTensor hazy, FloatTensor clean) {

    public TrainingPair {
        if (hazy.shape().length != 2 || !Arrays.equals(hazy.shape(), clean.shape())) {
            throw new IllegalArgumentException(hazy + " and " + clean);
        }
    }

    int height() {
        return hazy.shape()[0];
    }

    int width() {
        return hazy.shape()[1];
    }
}
