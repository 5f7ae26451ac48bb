// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods;

import java.util.Objects;
import java.util.Optional;

import org.hazelab.imaging.GreyChannel;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.runtime.file.ModelEntries;
import org.hazelab.runtime.tensor.Precision;

/**
 * How images are dehazed: what all methods share, and values of options that are the method's own.
 *
 * @param tile rows and columns of the tiles that the network sees, 0 for what the model was trained with
 * @param kept the share of a tile's rows and columns that is kept in its middle, above 0 to 1
 * @param batch tiles at once, 0 to choose by device and memory
 * @param seed any number; another seed gives other samples
 * @param normalized whether results stay in units of the network (mean 0 and deviation 1 over the training images)
 *            instead of those of clean images
 * @param normalization the constants to use in place of the model's, under the keys of its method; empty for the
 *     model's
 * @param channel for methods that work on grey images: which channel of others they take; empty for each by itself, the
 *            result having as many. Each channel has noise of its own, the first that of a grey image
 * @param precision that is wished for; a method may be exact all the same, and says so then
 * @param own values of what the method declares
 */
public record DehazeOptions(int tile, double kept, int batch, long seed, boolean normalized,
    ModelEntries normalization, Optional<GreyChannel> channel, Precision precision,
    MethodOptions own) {

    /** What a user gets without setting anything. Methods that work on grey images refuse others. */
    public static final DehazeOptions DEFAULT = new DehazeOptions(0, 0.5, 0, 42, false, ModelEntries.EMPTY,
        Optional.of(GreyChannel.NONE), Precision.EXACT, MethodOptions.NONE);

    private static final int LARGEST_TILE = 4096;
    private static final int LARGEST_BATCH = 4096;

    public DehazeOptions {
        Objects.requireNonNull(normalization);
        Objects.requireNonNull(channel);
        Objects.requireNonNull(precision);
        Objects.requireNonNull(own);
    }

    /** These options with other tiles. */
    public DehazeOptions withTiles(int otherTile, double otherKept, int otherBatch) {
        return new DehazeOptions(otherTile, otherKept, otherBatch, seed, normalized, normalization, channel, precision,
            own);
    }

    /** These options with another seed. */
    public DehazeOptions withSeed(long other) {
        return new DehazeOptions(tile, kept, batch, other, normalized, normalization, channel, precision, own);
    }

    /** These options with results in other units. */
    public DehazeOptions withNormalized(boolean other) {
        return new DehazeOptions(tile, kept, batch, seed, other, normalization, channel, precision, own);
    }

    /** These options with other constants. */
    public DehazeOptions withNormalization(ModelEntries other) {
        return new DehazeOptions(tile, kept, batch, seed, normalized, other, channel, precision, own);
    }

    /** These options with another channel. */
    public DehazeOptions withChannel(Optional<GreyChannel> other) {
        return new DehazeOptions(tile, kept, batch, seed, normalized, normalization, other, precision, own);
    }

    /** These options with another precision. */
    public DehazeOptions withPrecision(Precision other) {
        return new DehazeOptions(tile, kept, batch, seed, normalized, normalization, channel, other, own);
    }

    /** These options with other values of the method's own. */
    public DehazeOptions withOwn(MethodOptions other) {
        return new DehazeOptions(tile, kept, batch, seed, normalized, normalization, channel, precision, other);
    }

    /** These options with another value of one of the method's own. */
    public <T> DehazeOptions with(MethodOption<T> option, T value) {
        return withOwn(own.with(option, value));
    }

    /** The value of an option of the method's own. */
    public <T> T get(MethodOption<T> option) {
        return own.get(option);
    }

    /**
     * The options as a method takes them: checked, without values that it does not declare.
     *
     * @throws HazeLabException if a number is out of its limits, or they are a preset of another method
     */
    public DehazeOptions of(Method method) throws HazeLabException {
        within("tile", tile, LARGEST_TILE);
        within("tile batch", batch, LARGEST_BATCH);
        if (!(kept > 0 && kept <= 1)) {
            throw new HazeLabException("The kept part of a tile is " + kept, "Choose a number above 0, at most 1");
        }
        return withOwn(own.of(method));
    }

    private static void within(String what, int number, int max) throws HazeLabException {
        if (number < 0 || number > max) {
            throw new HazeLabException("The " + what + " is " + number, "Choose a number from 0 to " + max);
        }
    }
}
