// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.physics;

/** How several steps lead from a hazy image to a clean one. For one step, both are the same. */
public enum StepSchedule {

    /**
     * As the authors' sampler: each of N steps estimates the transmission t of the image that has been reached, goes
     * (1 - t) / N, and cuts the image to 0 to 1.
     */
    AUTHORS,

    /**
     * As the paper's equations 8 and 25: the transmission t is estimated once, each of N steps goes (1 - t) / N of that
     * one, and the network is told how far it has come. The image is cut to 0 to 1 at the end.
     */
    FIXED
}
