// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.microscopy;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.task.Progress;

/**
 * Synthetic specimens as stacks of light from 0 to 1: filaments, which are persistent random curves, and blobs, which
 * are
 * ellipsoids with soft edges. The same seed gives the same bytes on every machine.
 */
public final class Specimens {

    private static final int FILAMENTS = 1;
    private static final int BLOBS = 2;
    /** Distance of neighbouring points on a filament, in pixels. */
    private static final double STEP = 0.5;
    private static final double MOST_VOXELS = 1 << 27;

    private Specimens() {
    }

    /**
     * How large the stack is.
     *
     * @param zRatio the distance of neighbouring slices in pixels
     */
    public record Size(int width, int height, int slices, double zRatio) {
    }

    /**
     * Filaments such as microtubules.
     *
     * @param count how many
     * @param length of each in pixels
     * @param persistence along which a filament keeps its direction (its mean cosine falls to 1/e), in pixels
     * @param thickness standard deviation of the profile across, in pixels
     * @param flatness from 0 for filaments that run in all directions to 1 for some that stay at their depth, as in
     *            cells that are spread on glass: the share of its slope that a filament loses with each step of half a
     *            pixel
     */
    public record Filaments(int count, double length, double persistence, double thickness, double flatness) {

        /** Filaments that run in all directions. */
        public Filaments(int count, double length, double persistence, double thickness) {
            this(count, length, persistence, thickness, 0);
        }

        /** For a picture of 128 x 128 pixels. */
        public static final Filaments DEFAULT = new Filaments(40, 150, 80, 1);
    }

    /**
     * Blobs such as nuclei.
     *
     * @param count how many
     * @param minRadius of the smallest half axis, in pixels
     * @param maxRadius of the largest half axis, in pixels
     * @param softness width of the edge, in pixels
     * @param brightness relative to the usual one, which is some less than that of a filament of thickness 0.5; matters
     *            where there are filaments, too
     */
    public record Blobs(int count, double minRadius, double maxRadius, double softness, double brightness) {

        /** Blobs of the usual brightness. */
        public Blobs(int count, double minRadius, double maxRadius, double softness) {
            this(count, minRadius, maxRadius, softness, 1);
        }

        /** For a picture of 128 x 128 pixels. */
        public static final Blobs DEFAULT = new Blobs(25, 4, 12, 2);
    }

    /**
     * Draws filaments and blobs into one stack.
     *
     * @param seed any number; with {@code image}, it decides everything
     * @return one channel in [0, 1], whose brightest pixel is 1 unless all are dark
     * @throws HazeLabException if a number is impossible
     */
    public static FloatImage draw(Size size, Filaments filaments, Blobs blobs, long seed, long image)
        throws HazeLabException {
        return draw(size, filaments, blobs, seed, image, Progress.NONE);
    }

    /**
     * As {@link #draw(Size, Filaments, Blobs, long, long)}, to be watched.
     *
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    public static FloatImage draw(Size size, Filaments filaments, Blobs blobs, long seed, long image,
        Progress progress) throws HazeLabException {
        check("width", size.width(), 1, 1 << 14);
        check("height", size.height(), 1, 1 << 14);
        check("number of slices", size.slices(), 1, 1 << 12);
        check("distance of the slices", size.zRatio(), 0.01, 1000);
        check("number of filaments", filaments.count(), 0, 100_000);
        check("length of the filaments", filaments.length(), 0, 100_000);
        check("persistence of the filaments", filaments.persistence(), 0.5, 1e6);
        check("thickness of the filaments", filaments.thickness(), 0.3, 20);
        check("flatness of the filaments", filaments.flatness(), 0, 1);
        check("number of blobs", blobs.count(), 0, 100_000);
        check("smallest radius of the blobs", blobs.minRadius(), 0.5, blobs.maxRadius());
        check("largest radius of the blobs", blobs.maxRadius(), 0.5, 1000);
        check("softness of the blobs", blobs.softness(), 0.01, 100);
        check("brightness of the blobs", blobs.brightness(), 0, 1000);
        check("number of pixels", (double)size.width() * size.height() * size.slices(), 1, MOST_VOXELS);
        float[][] planes = new float[size.slices()][size.width() * size.height()];
        int all = filaments.count() + blobs.count();
        for (int f = 0; f < filaments.count(); f++) {
            progress.checkCanceled();
            progress.report(f / (double)all, "filaments");
            filament(planes, size, filaments, RandomStream.of(seed, image, FILAMENTS, f));
        }
        for (int b = 0; b < blobs.count(); b++) {
            progress.checkCanceled();
            progress.report((filaments.count() + b) / (double)all, "blobs");
            blob(planes, size, blobs, RandomStream.of(seed, image, BLOBS, b));
        }
        normalize(planes);
        return FloatImage.stack(size.width(), size.height(), 1, ValueRange.UNIT, planes);
    }

    private static void check(String name, double value, double min, double max) throws HazeLabException {
        // written so that NaN fails
        if (!(value >= min && value <= max)) {
            throw new HazeLabException("The specimen's " + name + " is " + value,
                "Choose a number from " + min + " to " + max);
        }
    }

    /** A walk whose direction changes by a small random angle with each step; it may leave the stack and come back. */
    private static void filament(float[][] planes, Size size, Filaments filaments, RandomStream random) {
        double depth = size.slices() * size.zRatio();
        double[] at = {random.nextDouble(0, size.width()), random.nextDouble(0, size.height()),
            random.nextDouble(0, depth)};
        double brightness = random.nextDouble(0.5, 1);
        double[] direction = {random.nextGaussian(), random.nextGaussian(), 0.3 * random.nextGaussian()};
        unit(direction);
        // Two directions across turn by this a step, so that the mean cosine falls as exp(-length / persistence).
        double turn = Math.sqrt(STEP / filaments.persistence());
        int points = (int)(filaments.length() / STEP);
        for (int p = 0; p < points; p++) {
            splat(planes, size, filaments.thickness(), at, brightness);
            for (int axis = 0; axis < 3; axis++) {
                at[axis] += STEP * direction[axis];
                direction[axis] += turn * random.nextGaussian();
            }
            direction[2] *= 1 - filaments.flatness();
            unit(direction);
        }
    }

    private static void unit(double[] v) {
        double length = Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
        if (length > 0) {
            for (int axis = 0; axis < 3; axis++) {
                v[axis] /= length;
            }
        }
    }

    /** Adds a Gaussian of the filament's thickness at a point. */
    private static void splat(float[][] planes, Size size, double sigma, double[] at, double brightness) {
        double reach = 3 * sigma;
        int left = (int)Math.max(0, Math.ceil(at[0] - reach));
        int right = (int)Math.min(size.width() - 1, Math.floor(at[0] + reach));
        int top = (int)Math.max(0, Math.ceil(at[1] - reach));
        int bottom = (int)Math.min(size.height() - 1, Math.floor(at[1] + reach));
        int first = (int)Math.max(0, Math.ceil((at[2] - reach) / size.zRatio()));
        int last = (int)Math.min(size.slices() - 1, Math.floor((at[2] + reach) / size.zRatio()));
        if (left > right || top > bottom) {
            return;
        }
        double[] across = new double[right - left + 1];
        for (int x = left; x <= right; x++) {
            across[x - left] = gaussian(x - at[0], sigma);
        }
        for (int z = first; z <= last; z++) {
            double slice = brightness * gaussian(z * size.zRatio() - at[2], sigma);
            for (int y = top; y <= bottom; y++) {
                double row = slice * gaussian(y - at[1], sigma);
                for (int x = left; x <= right; x++) {
                    planes[z][y * size.width() + x] += (float)(row * across[x - left]);
                }
            }
        }
    }

    private static double gaussian(double x, double sigma) {
        return StrictMath.exp(-x * x / (2 * sigma * sigma));
    }

    private static void blob(float[][] planes, Size size, Blobs blobs, RandomStream random) {
        double x0 = random.nextDouble(0, size.width());
        double y0 = random.nextDouble(0, size.height());
        double z0 = random.nextDouble(0, size.slices() * size.zRatio());
        double[] radius = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            radius[axis] = random.nextDouble(blobs.minRadius(), blobs.maxRadius());
        }
        double brightness = blobs.brightness() * 2 * random.nextDouble(0.3, 1);
        double mean = (radius[0] + radius[1] + radius[2]) / 3;
        for (int z = 0; z < size.slices(); z++) {
            double dz = (z * size.zRatio() - z0) / radius[2];
            double reach = 1 + blobs.softness() / mean;
            if (Math.abs(dz) > reach) {
                continue;
            }
            int top = (int)Math.max(0, Math.floor(y0 - radius[1] * reach));
            int bottom = (int)Math.min(size.height() - 1, Math.ceil(y0 + radius[1] * reach));
            int left = (int)Math.max(0, Math.floor(x0 - radius[0] * reach));
            int right = (int)Math.min(size.width() - 1, Math.ceil(x0 + radius[0] * reach));
            for (int y = top; y <= bottom; y++) {
                double dy = (y - y0) / radius[1];
                for (int x = left; x <= right; x++) {
                    double dx = (x - x0) / radius[0];
                    double inside = mean * (1 - Math.sqrt(dx * dx + dy * dy + dz * dz)) / blobs.softness() + 0.5;
                    planes[z][y * size.width() + x] += (float)(brightness * Math.max(0, Math.min(1, inside)));
                }
            }
        }
    }

    private static void normalize(float[][] planes) {
        float brightest = 0;
        for (float[] plane : planes) {
            for (float value : plane) {
                brightest = Math.max(brightest, value);
            }
        }
        if (brightest > 0) {
            for (float[] plane : planes) {
                for (int i = 0; i < plane.length; i++) {
                    plane[i] /= brightest;
                }
            }
        }
    }
}
