// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import java.util.Objects;

/**
 * How images are dehazed.
 *
 * @param samples how many clean images are drawn for each hazy one, at least 1; the authors draw 50
 * @param grid the times of the Euler steps
 * @param tiling the windows; their size should be that of the training's crops, since normalisation looks at all
 *            of a window
 * @param batch windows at once, at least 1
 * @param noise what windows begin with
 * @param seed any number; another seed gives other samples
 * @param temperature factor of the noise: 1 for samples, 0 for the one path that begins with zeros
 * @param firstSample from 0: the number of the first sample, which the noise depends on
 */
public record DehazeSettings(int samples, TimeGrid grid, Tiling tiling, int batch, NoiseMode noise, long seed,
    double temperature, int firstSample) {

    /** Settings whose first sample is number 0. */
    public DehazeSettings(int samples, TimeGrid grid, Tiling tiling, int batch, NoiseMode noise, long seed,
        double temperature) {
        this(samples, grid, tiling, batch, noise, seed, temperature, 0);
    }

    public DehazeSettings {
        Objects.requireNonNull(grid);
        Objects.requireNonNull(tiling);
        Objects.requireNonNull(noise);
        if (samples < 1 || batch < 1 || !(temperature >= 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException(samples + " samples, batches of " + batch + ", temperature "
                + temperature);
        }
    }
}
