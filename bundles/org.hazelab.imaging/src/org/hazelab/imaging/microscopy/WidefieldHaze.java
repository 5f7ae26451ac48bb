// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.microscopy;

import java.util.Objects;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.microscopy.Convolution.Kernel;
import org.hazelab.imaging.task.Progress;

/**
 * Makes the picture that a widefield microscope takes of a specimen given as a stack: the plane in focus, and the light
 * of all others, each blurred by the point spread at its distance.
 *
 * <p>The same stack, settings, seed and image number give the same bytes on every machine, whatever the number of
 * threads. Thread-safe; one object for many pictures calculates the point spread once.
 */
public final class WidefieldHaze {

    private static final double RINGS = 10;
    private static final double MOST_PIXELS = 1 << 27;

    private final Settings settings;
    /** The point spread of the picture before, which the next one of such a stack has too. */
    private volatile @Nullable Spread last;

    private record Spread(int slices, int focus, int radius, PointSpread points) {
    }

    /**
     * What is simulated.
     *
     * @param optics the microscope
     * @param camera the camera
     * @param haze how much of the light out of focus arrives: 1 is what optics say, 0 none
     * @param blurFocus whether the plane in focus is blurred as well, in both images: right for synthetic specimens,
     * while
     *            a confocal stack has been blurred by its own microscope
     */
    public record Settings(Optics optics, Camera camera, double haze, boolean blurFocus) {

        /** The microscope and camera by default, all the haze, the plane in focus blurred. */
        public static final Settings DEFAULT = new Settings(Optics.DEFAULT, Camera.DEFAULT, 1, true);

        public Settings {
            Objects.requireNonNull(optics);
            Objects.requireNonNull(camera);
        }
    }

    /**
     * A pair for training.
     *
     * @param clean the light of the plane in focus alone, in the camera's grey levels, without noise and rounding
     * @param hazy the picture: whole grey levels, noise included
     */
    public record Pair(FloatImage clean, FloatImage hazy) {
    }

    /** @throws HazeLabException if a setting is impossible */
    public WidefieldHaze(Settings settings) throws HazeLabException {
        this.settings = settings;
        settings.optics().validate();
        settings.camera().validate();
        check(settings.haze());
    }

    private static void check(double haze) throws HazeLabException {
        // written so that NaN fails
        if (!(haze >= 0 && haze <= 1000)) {
            throw new HazeLabException("The amount of haze is " + haze, "Choose a number from 0 to 1000");
        }
    }

    /**
     * Takes a picture.
     *
     * @param specimen slices of one channel; its value range is mapped to light from 0 to 1, negative light counts as 0
     * @param focus which slice is in focus, from 0
     * @param seed any number; with {@code image}, it decides the noise
     * @param image the number of the image, such as its row in a table
     * @throws HazeLabException if the specimen does not fit
     */
    public Pair picture(FloatImage specimen, int focus, long seed, long image,
        Progress progress) throws HazeLabException {
        return picture(specimen, focus, settings.haze(), settings.camera(), seed, image, progress);
    }

    /**
     * Takes a picture with an amount of haze and a camera of its own, as where both are drawn for each picture; the
     * point spread, which takes the time, stays that of this object.
     *
     * @throws HazeLabException if the specimen does not fit, or haze or camera are impossible
     */
    public Pair picture(FloatImage specimen, int focus, double haze, Camera camera, long seed, long image,
        Progress progress) throws HazeLabException {
        check(haze);
        camera.validate();
        check(specimen, focus);
        int width = specimen.width();
        int height = specimen.height();
        int radius = reach(specimen, focus);
        float[][] light = light(specimen);
        progress.report(0, "point spread");
        PointSpread spread = spread(specimen.slices(), focus, radius, progress);
        progress.report(0.3, "light out of focus");
        float[] sharp = settings.blurFocus()
            ? Convolution.sum(new float[][] {light[focus]}, p -> kernel(spread, focus, radius), width, height, radius,
                progress)
            : light[focus];
        float[] all = sharp.clone();
        if (haze > 0 && light.length > 1) {
            float[] blurred = outOfFocus(light, spread, focus, radius, width, height, progress);
            for (int i = 0; i < all.length; i++) {
                all[i] = (float)(sharp[i] + haze * blurred[i]);
            }
        }
        progress.report(0.9, "camera");
        return new Pair(camera.ideal(width, height, sharp),
            camera.picture(width, height, all, seed, image, progress));
    }

    private PointSpread spread(int slices, int focus, int radius, Progress progress) throws HazeLabException {
        Spread known = last;
        if (known == null || known.slices() != slices || known.focus() != focus || known.radius() != radius) {
            int[] distances = new int[slices];
            for (int z = 0; z < slices; z++) {
                distances[z] = z - focus;
            }
            known = new Spread(slices, focus, radius, PointSpread.of(settings.optics(), distances, radius, progress));
            last = known;
        }
        return known.points();
    }

    private static float[] outOfFocus(float[][] light, PointSpread spread, int focus, int radius, int width, int height,
        Progress progress) {
        float[][] planes = new float[light.length - 1][];
        for (int p = 0; p < planes.length; p++) {
            planes[p] = light[other(p, focus)];
        }
        return Convolution.sum(planes, p -> kernel(spread, other(p, focus), radius), width, height, radius, progress);
    }

    /** The slice of number {@code p} among those that are not in focus. */
    private static int other(int p, int focus) {
        return p < focus ? p : p + 1;
    }

    private static Kernel kernel(PointSpread spread, int plane, int radius) {
        return new Kernel(spread.kernel(plane, radius), 2 * radius + 1, radius, radius);
    }

    /** How far light is followed, in pixels: the cone of the farthest plane and some rings, at most half the image. */
    private int reach(FloatImage specimen, int focus) {
        Optics optics = settings.optics();
        double farthest = Math.max(focus, specimen.slices() - 1 - focus) * optics.zStep();
        double na = optics.numericalAperture();
        double index = optics.immersionIndex();
        double cone = farthest * na / Math.sqrt(index * index - na * na) + RINGS * optics.airyRadius();
        return (int)Math.min(Math.max(1, Math.max(specimen.width(), specimen.height()) / 2),
            Math.ceil(cone / optics.pixelSize()));
    }

    private static float[][] light(FloatImage specimen) {
        float[][] light = new float[specimen.slices()][specimen.pixels()];
        for (int z = 0; z < light.length; z++) {
            float[] plane = specimen.plane(z, 0);
            for (int i = 0; i < plane.length; i++) {
                light[z][i] = Math.max(0, specimen.range().normalize(plane[i]));
            }
        }
        return light;
    }

    private static void check(FloatImage specimen, int focus) throws HazeLabException {
        if (specimen.channels() != 1) {
            throw new HazeLabException("The specimen has " + specimen.channels() + " channels",
                "Give grey stacks: split the channels first");
        }
        if (focus < 0 || focus >= specimen.slices()) {
            throw new HazeLabException("The slice in focus is number " + (focus + 1) + " of " + specimen.slices(),
                "Choose a slice of the stack");
        }
        // All planes beside the transform of one, which is four times as large.
        if ((double)specimen.pixels() * (specimen.slices() + 16) > MOST_PIXELS) {
            throw new HazeLabException("A stack of " + specimen.width() + " x " + specimen.height() + " pixels and "
                + specimen.slices() + " slices is too large", "Cut it into smaller stacks");
        }
        for (int z = 0; z < specimen.slices(); z++) {
            for (float value : specimen.plane(z, 0)) {
                if (!Float.isFinite(value)) {
                    throw new HazeLabException("The specimen has a pixel that is " + value + " in slice " + (z + 1),
                        "Replace such pixels, whose light would reach all others");
                }
            }
        }
    }
}
