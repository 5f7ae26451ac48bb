// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.microscopy;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Parallel;
import org.hazelab.imaging.task.Progress;

/**
 * How a point of the specimen appears in the plane in focus, by its distance from the axis and from that plane.
 *
 * <p>Calculated once on a fine grid of radii for all planes; pixels are interpolated and averaged over their area.
 * Every plane sends the same light through the microscope, so the pixels of each sum to 1.
 */
public final class PointSpread {

    /** Radii a pixel or Airy radius, whichever is smaller. */
    private static final int RADII_PER_UNIT = 10;
    /** Nodes of the integral over the pupil for each radian of its phase. */
    private static final double NODES_PER_RADIAN = 6;
    private static final int SUBPIXELS = 3;
    private static final int MOST_VALUES = 1 << 26;

    private final Optics optics;
    private final double step;
    private final double[][] values;

    private PointSpread(Optics optics, double step, double[][] values) {
        this.optics = optics;
        this.step = step;
        this.values = values;
    }

    /**
     * Calculates the point spread for some planes.
     *
     * @param planes how far above (positive) or below the plane in focus each lies, in planes
     * @param radius how far from the axis it is wanted, in pixels
     * @throws HazeLabException if the optics are impossible, or too much is asked for
     */
    public static PointSpread of(Optics optics, int[] planes, int radius, Progress progress) throws HazeLabException {
        optics.validate();
        double step = Math.min(optics.pixelSize(), optics.airyRadius()) / RADII_PER_UNIT;
        // The corners of the square, and what interpolation looks at beyond.
        double wanted = Math.sqrt(2) * (radius + 1) * optics.pixelSize() / step + 4;
        if (wanted * Math.max(1, planes.length) > MOST_VALUES) {
            throw new HazeLabException("The point spread function would need " + (long)wanted + " radii in "
                + planes.length + " planes", "Choose larger pixels, fewer planes or smaller images");
        }
        double[] defocus = new double[planes.length];
        for (int p = 0; p < planes.length; p++) {
            defocus[p] = planes[p] * optics.zStep();
        }
        return new PointSpread(optics, step, profiles(optics, defocus, step, (int)wanted, progress));
    }

    /** By plane and radius. */
    private static double[][] profiles(Optics optics, double[] defocus, double step, int radii, Progress progress) {
        double[][] values = new double[defocus.length][radii];
        if (optics.model() == Optics.Model.GAUSSIAN_BEAM) {
            for (int p = 0; p < defocus.length; p++) {
                for (int r = 0; r < radii; r++) {
                    values[p][r] = gaussian(optics, r * step, defocus[p]);
                }
            }
            return values;
        }
        double farthest = 0;
        for (double d : defocus) {
            farthest = Math.max(farthest, Math.abs(d));
        }
        Pupil pupil = new Pupil(optics, defocus, nodes(optics, radii * step, farthest));
        Parallel.pieces(radii, 16, progress, (from, to) -> {
            for (int r = from; r < to; r++) {
                pupil.intensities(r * step, values, r);
            }
        });
        return values;
    }

    /** The intensity of one point, for tests and plots: in the units of the axis in focus, where it is 1. */
    static double intensity(Optics optics, double radius, double defocus) {
        if (optics.model() == Optics.Model.GAUSSIAN_BEAM) {
            return gaussian(optics, radius, defocus);
        }
        double[][] value = new double[1][1];
        new Pupil(optics, new double[] {defocus}, nodes(optics, radius, Math.abs(defocus)))
            .intensities(radius, value, 0);
        return value[0][0];
    }

    private static double gaussian(Optics optics, double radius, double defocus) {
        double waist = optics.wavelength() / (Math.PI * optics.numericalAperture());
        double range = Math.PI * waist * waist * optics.immersionIndex() / optics.wavelength();
        double spread = 1 + defocus / range * (defocus / range);
        return StrictMath.exp(-2 * radius * radius / (waist * waist * spread)) / spread;
    }

    private static int nodes(Optics optics, double radius, double defocus) {
        double k = 2 * Math.PI / optics.wavelength();
        double lateral = k * optics.numericalAperture() * radius;
        double index = Math.min(optics.immersionIndex(), optics.sampleIndex());
        double cosine = Math.sqrt(1 - square(optics.numericalAperture() / index));
        double axial = k * square(optics.numericalAperture()) * (defocus + optics.depth()) / (index * cosine);
        return 2 * (int)Math.ceil(32 + NODES_PER_RADIAN * (lateral + axial) / 2);
    }

    private static double square(double x) {
        return x * x;
    }

    /**
     * The pixels of one plane.
     *
     * @param plane which of the planes that were asked for
     * @return (2 radius + 1) squared numbers, row by row, the axis in the middle; they sum to 1
     */
    public double[] kernel(int plane, int radius) {
        int side = 2 * radius + 1;
        double[] kernel = new double[side * side];
        double sum = 0;
        for (int y = 0; y <= radius; y++) {
            for (int x = 0; x <= y; x++) {
                double value = pixel(values[plane], x, y);
                // Eight pixels lie at the same distance, on the axes and diagonals four.
                for (int i = 0; i < 8; i++) {
                    int a = (i & 1) == 0 ? x : y;
                    int b = (i & 1) == 0 ? y : x;
                    kernel[(radius + ((i & 2) == 0 ? b : -b)) * side + radius + ((i & 4) == 0 ? a : -a)] = value;
                }
            }
        }
        for (double value : kernel) {
            sum += value;
        }
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] /= sum;
        }
        return kernel;
    }

    /** The mean over the area of the pixel at (x, y). */
    private double pixel(double[] profile, int x, int y) {
        double sum = 0;
        for (int sy = 0; sy < SUBPIXELS; sy++) {
            for (int sx = 0; sx < SUBPIXELS; sx++) {
                double dx = x + (sx + 0.5) / SUBPIXELS - 0.5;
                double dy = y + (sy + 0.5) / SUBPIXELS - 0.5;
                sum += at(profile, Math.sqrt(dx * dx + dy * dy) * optics.pixelSize() / step);
            }
        }
        return sum;
    }

    /** Cubic interpolation of the profile, which is even around 0; 0 beyond its end. */
    private static double at(double[] profile, double position) {
        int i = (int)position;
        if (i + 2 >= profile.length) {
            return 0;
        }
        double t = position - i;
        double a = profile[Math.abs(i - 1)];
        double b = profile[i];
        double c = profile[i + 1];
        double d = profile[i + 2];
        double value = b + t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a))) / 2;
        return Math.max(0, value);
    }
}
