// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods;

import java.util.Objects;
import java.util.Optional;

import org.hazelab.imaging.GreyChannel;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.runtime.file.ModelEntries;

/**
 * How images are dehazed, in terms that all methods share; a method takes what it has a use for.
 *
 * @param samples how many clean images are drawn for each hazy one
 * @param timePoints points of time from noise to clean, both included
 * @param tile rows and columns of the window that the network sees, 0 for what the model was trained with
 * @param kept the share of a window's rows and columns that is kept in its middle, above 0 to 1
 * @param batch windows at once, 0 to choose by device and memory
 * @param sharedNoise whether the windows of a sample are parts of one field of noise instead of having their own
 * @param seed any number; another seed gives other samples
 * @param temperature factor of the noise: 1 for samples, 0 for the one path that begins with zeros
 * @param normalized whether results stay in units of the network (mean 0 and deviation 1 over the training images)
 *            instead of those of clean images
 * @param normalization the constants to use in place of the model's, under the keys of its method; empty for the
 *     model's
 * @param channel for methods that work on grey images: which channel of others they take; empty for each by itself, the
 *            result having as many. Each channel has noise of its own, the first that of a grey image
 */
public record DehazeOptions(int samples, int timePoints, int tile, double kept, int batch, boolean sharedNoise,
    long seed,
    double temperature, boolean normalized, ModelEntries normalization, Optional<GreyChannel> channel) {

    /** What a user gets who sets nothing: 8 samples, as 50 take hours on a processor. */
    public static final DehazeOptions DEFAULT =
        new DehazeOptions(8, 20, 0, 0.5, 0, false, 42, 1, false, ModelEntries.EMPTY);

    private static final int MOST_SAMPLES = 10_000;
    private static final int MOST_POINTS = 10_000;
    private static final int LARGEST_TILE = 4096;
    private static final int LARGEST_BATCH = 4096;
    private static final double HOTTEST = 100;

    public DehazeOptions {
        Objects.requireNonNull(normalization);
        Objects.requireNonNull(channel);
    }

    /** Options with which methods that work on grey images refuse others. */
    public DehazeOptions(int samples, int timePoints, int tile, double kept, int batch, boolean sharedNoise, long seed,
        double temperature, boolean normalized, ModelEntries normalization) {
        this(samples, timePoints, tile, kept, batch, sharedNoise, seed, temperature, normalized, normalization,
            Optional.of(GreyChannel.NONE));
    }

    /** @throws HazeLabException if a number is out of its limits */
    public void check() throws HazeLabException {
        within("number of samples", samples, 1, MOST_SAMPLES);
        within("number of time points", timePoints, 2, MOST_POINTS);
        within("tile", tile, 0, LARGEST_TILE);
        within("tile batch", batch, 0, LARGEST_BATCH);
        if (!(kept > 0 && kept <= 1)) {
            throw new HazeLabException("The kept part of a tile is " + kept, "Choose a number above 0, at most 1");
        }
        if (!(temperature >= 0 && temperature <= HOTTEST)) {
            throw new HazeLabException("The temperature is " + temperature, "Choose a number from 0 to 100");
        }
    }

    private static void within(String what, int number, int min, int max) throws HazeLabException {
        if (number < min || number > max) {
            throw new HazeLabException("The " + what + " is " + number, "Choose a number from " + min + " to " + max);
        }
    }
}
