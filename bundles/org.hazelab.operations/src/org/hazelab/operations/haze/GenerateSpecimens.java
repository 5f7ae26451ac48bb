// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.haze;

import java.util.Objects;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.microscopy.Specimens;
import org.hazelab.imaging.task.Progress;

/** Makes synthetic specimens, one stack a run, with as many structures as its volume holds at given densities. */
public final class GenerateSpecimens {

    private static final double VOLUME = 1e6;
    private static final double MOST_STRUCTURES = 100_000;
    /** Filaments stay within some pixels of their depth, so that a slice shows lines and not a dot where one passes. */
    private static final double FLATNESS = 0.1;
    /** Brightness of blobs beside filaments of thickness 1, which add up along their length: about two thirds. */
    private static final double BESIDE_FILAMENTS = 1.75;

    /**
     * What a specimen is like. Lengths are in pixels of the plane, volumes in their cubes.
     *
     * @param size of the stack
     * @param filaments in a million cubic pixels; 0 for none
     * @param thickness standard deviation of a filament's profile
     * @param blobs in a million cubic pixels; 0 for none
     * @param minRadius smallest half axis of a blob
     * @param maxRadius largest half axis of a blob
     */
    public record Config(Specimens.Size size, double filaments, double thickness, double blobs, double minRadius,
        double maxRadius) {

        public Config {
            Objects.requireNonNull(size);
        }

        int count(double density) throws HazeLabException {
            double count =
                Math.rint(density * size.width() * size.height() * size.slices() * size.zRatio() / VOLUME);
            // written so that NaN fails
            if (!(count >= 0 && count <= MOST_STRUCTURES)) {
                throw new HazeLabException("The specimen would have " + count + " structures",
                    "Choose a lower density or a smaller stack");
            }
            // What is wanted is there, however small the stack.
            return density > 0 ? (int)Math.max(1, count) : 0;
        }
    }

    private final Config config;
    private final Specimens.Filaments filaments;
    private final Specimens.Blobs blobs;

    /** @throws HazeLabException if there would be too many structures */
    public GenerateSpecimens(Config config) throws HazeLabException {
        this.config = Objects.requireNonNull(config);
        Specimens.Filaments usual = Specimens.Filaments.DEFAULT;
        filaments = new Specimens.Filaments(config.count(config.filaments()), usual.length(), usual.persistence(),
            config.thickness(), FLATNESS);
        blobs = new Specimens.Blobs(config.count(config.blobs()), config.minRadius(), config.maxRadius(),
            Specimens.Blobs.DEFAULT.softness(), filaments.count() > 0 ? BESIDE_FILAMENTS * config.thickness() : 1);
    }

    /**
     * Makes one specimen.
     *
     * @param seed any number
     * @param index the number of the specimen: those of one seed differ by it
     * @return a stack of one channel in [0, 1]
     * @throws HazeLabException if a number is impossible
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    public FloatImage run(long seed, long index, Progress progress) throws HazeLabException {
        return Specimens.draw(config.size(), filaments, blobs, seed, index, progress);
    }
}
