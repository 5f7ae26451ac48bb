// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.training;

/** What a step is computed from: items such as crops, which can be looked at one by one where a loss is not finite. */
public interface TrainingBatch<B extends TrainingBatch<B>> {

    /** How many items there are, at least one. */
    int size();

    /** One of the items as a batch of its own. */
    B only(int item);

    /** What messages call an item, such as {@code Row "a" of the training images}. */
    String name(int item);

    /**
     * How far the input values of an item are from the middle of what the network is made for at most, in standard
     * deviations of sound values (about); NaN if one of them is no number.
     */
    double farthest(int item);
}
