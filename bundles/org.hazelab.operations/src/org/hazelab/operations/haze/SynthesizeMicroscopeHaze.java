// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.haze;

import java.util.Objects;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.microscopy.Camera;
import org.hazelab.imaging.microscopy.Optics;
import org.hazelab.imaging.microscopy.SyntheticDepth;
import org.hazelab.imaging.microscopy.WidefieldHaze;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.synthesis.recipe.Interval;
import org.hazelab.imaging.task.Progress;

/** Takes pictures of stacks as a widefield microscope would: one in focus alone, one with the light of all planes. */
public final class SynthesizeMicroscopeHaze {

    /** Keeps the numbers drawn here apart from those of the noise and of the copies, which use the seed as it is. */
    private static final int DRAWS = -1;
    private static final int COPIES = -2;

    /** Which slice is in focus. */
    public enum Focus {
        /** The middle one; the lower of two. */
        MIDDLE,
        /** One drawn for each image. */
        RANDOM,
        /** The one of the number given. */
        GIVEN
    }

    /** Which light is 1, that of {@link Camera#photons()}. */
    public enum White {
        /** The brightest pixel of each stack; its darkest is light 0. */
        BRIGHTEST,
        /** The end of the stack's value range; its begin is light 0. */
        RANGE
    }

    /**
     * What is drawn for each image, and how a stack is understood.
     *
     * @param haze how much of the light out of focus arrives: 1 is what optics say
     * @param photons in a pixel of light 1, in place of the camera's
     * @param focus which slice is in focus
     * @param slice for {@link Focus#GIVEN}, from 1
     * @param white which light is 1
     * @param flatSlices how many slices a flat image is given; an odd number
     * @param copies brightness of the slices that a flat image is given, relative to it
     */
    public record Scene(Interval haze, Interval photons, Focus focus, int slice, White white, int flatSlices,
        double copies) {

        public Scene {
            Objects.requireNonNull(haze);
            Objects.requireNonNull(photons);
            Objects.requireNonNull(focus);
            Objects.requireNonNull(white);
        }
    }

    /**
     * What is simulated.
     *
     * @param blurFocus whether the plane in focus is blurred, too; see {@link WidefieldHaze.Settings#blurFocus()}
     */
    public record Config(Optics optics, Camera camera, boolean blurFocus, Scene scene) {

        public Config {
            Objects.requireNonNull(optics);
            Objects.requireNonNull(camera);
            Objects.requireNonNull(scene);
        }
    }

    /**
     * A pair for training and what was drawn for it.
     *
     * @param clean the plane in focus, in the camera's grey levels, without noise and rounding; one slice and channel
     * @param hazy the picture, in whole grey levels
     * @param haze how much of the light out of focus arrived
     * @param photons in a pixel of light 1
     * @param slice the one in focus, from 1
     */
    public record Result(FloatImage clean, FloatImage hazy, double haze, double photons, int slice) {
    }

    private final Config config;
    private final WidefieldHaze microscope;

    /** @throws HazeLabException that says what to change, if a setting is out of its range */
    public SynthesizeMicroscopeHaze(Config config) throws HazeLabException {
        this.config = Objects.requireNonNull(config);
        Scene scene = config.scene();
        requireInterval("amount of haze", scene.haze(), 0, 1000);
        requireInterval("number of photons", scene.photons(), 0.01, 1e9);
        if (scene.flatSlices() < 1 || scene.flatSlices() % 2 == 0) {
            throw new HazeLabException("The number of slices for 2D images is " + scene.flatSlices(),
                "Choose an odd number, so that there is a middle");
        }
        this.microscope = new WidefieldHaze(
            new WidefieldHaze.Settings(config.optics(), config.camera(), scene.haze().max(), config.blurFocus()));
    }

    private static void requireInterval(String name, Interval interval, double min, double max)
        throws HazeLabException {
        // written so that NaN fails
        if (!(interval.min() >= min && interval.min() <= interval.max() && interval.max() <= max)) {
            throw new HazeLabException("The " + name + " reaches from " + interval.min() + " to " + interval.max(),
                "Choose two numbers from " + min + " to " + max + ", the smaller one first");
        }
    }

    /**
     * Takes the pictures of one specimen.
     *
     * @param specimen a stack of one channel, or a flat image, around which slices are invented; not changed
     * @param seed any number
     * @param index the number of the image, such as its row in the table: rows with the same seed differ by it
     * @throws HazeLabException if the specimen does not fit
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    public Result run(FloatImage specimen, long seed, long index, Progress progress) throws HazeLabException {
        Scene scene = config.scene();
        FloatImage stack = scene.white() == White.BRIGHTEST ? stretched(specimen) : specimen;
        boolean flat = stack.slices() == 1;
        if (flat) {
            stack = SyntheticDepth.copies(stack, scene.flatSlices(), scene.copies(),
                RandomStream.of(seed, COPIES).nextLong(), index);
        }
        RandomStream random = RandomStream.of(seed, index, DRAWS);
        double haze = random.nextDouble(scene.haze().min(), scene.haze().max());
        double photons = random.nextDouble(scene.photons().min(), scene.photons().max());
        int focus = flat ? stack.slices() / 2 : focus(stack.slices(), random);
        Camera c = config.camera();
        Camera camera =
            new Camera(photons, c.background(), c.readNoise(), c.gain(), c.offset(), c.bits(), c.noise());
        WidefieldHaze.Pair pair = microscope.picture(stack, focus, haze, camera, seed, index, progress);
        return new Result(pair.clean(), pair.hazy(), haze, photons, focus + 1);
    }

    private int focus(int slices, RandomStream random) throws HazeLabException {
        return switch (config.scene().focus()) {
            case MIDDLE -> (slices - 1) / 2;
            case RANDOM -> random.nextInt(slices);
            case GIVEN -> {
                int slice = config.scene().slice();
                if (slice < 1 || slice > slices) {
                    throw new HazeLabException("The slice in focus is number " + slice + " of " + slices,
                        "Choose a slice of the stack, the middle one, or a random one");
                }
                yield slice - 1;
            }
        };
    }

    /** The same pixels with the range from the darkest to the brightest of them. */
    private static FloatImage stretched(FloatImage specimen) {
        float darkest = Float.POSITIVE_INFINITY;
        float brightest = Float.NEGATIVE_INFINITY;
        for (int z = 0; z < specimen.slices(); z++) {
            for (float value : specimen.plane(z, 0)) {
                darkest = Math.min(darkest, value);
                brightest = Math.max(brightest, value);
            }
        }
        // One level alone has no contrast to stretch, and NaN is refused with its place later.
        return darkest < brightest && Float.isFinite(brightest - darkest)
            ? specimen.withRange(new ValueRange(darkest, brightest)) : specimen;
    }
}
