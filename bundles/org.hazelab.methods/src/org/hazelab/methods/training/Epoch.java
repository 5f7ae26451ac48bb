// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.training;

import java.util.OptionalDouble;

/**
 * What came of one epoch.
 *
 * @param number from 1
 * @param loss the mean over the training crops, each before the step that it was part of; finite
 * @param validation the mean over the validation crops after the epoch, finite; empty if there are none. A loss that is
 *            not finite ends the training, so there is no epoch with one.
 * @param best whether these weights are the best so far
 */
public record Epoch(int number, double loss, OptionalDouble validation, boolean best) {

    public Epoch {
        if (!Double.isFinite(loss) || !Double.isFinite(validation.orElse(0))) {
            throw new IllegalArgumentException("an epoch with the losses " + loss + ", " + validation);
        }
    }
}
