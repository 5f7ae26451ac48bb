// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.synthesis.density;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.filter.GaussianBlur;
import org.hazelab.imaging.filter.Resize;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.task.Progress;

/**
 * A map of how dense the haze is, drawn by Markov chain Brownian motion (HazeFlow, Shin et al., ICCV 2025, equations
 * (20) and (21), and the authors' published generator).
 *
 * @param image one channel, square, in [0, 1]: 0 where the haze is thinnest, 1 where it is densest
 * @param walkFactor steps of the walk for each pixel of the map
 * @param smoothingSigma standard deviation of the smoothing in pixels of the map
 */
public record DensityMap(FloatImage image, int walkFactor, double smoothingSigma) {

    /** Which description of the method is followed, as the two differ. */
    public enum Variant {
        /**
         * The published program, which made the published maps: displacements are truncated and carry the walker along,
         * every step counts two cells, and sigma times the smoothed counts plus the raw counts, scaled to 0 to 255 and
         * truncated to whole levels, is the map: fine grain on large patches.
         */
        CODE,
        /**
         * The paper's text: displacements are rounded, a step counts the displaced cell alone, and the smoothed counts,
         * scaled to 0 to 1, are the map: no grain. The paper does not say how the smoothing ends, so both variants use
         * the same: a Gaussian cut at 4 sigma, the map mirrored beyond its border. Nothing is rounded to levels.
         */
        PAPER
    }

    private static final double SUPPORT = 4;

    /**
     * Draws a map.
     *
     * @param settings whose lists of factors and sigmas are not looked at
     * @param walkFactor steps of the walk for each pixel, at least 1
     * @param smoothingSigma in pixels of the map, above 0
     * @param random where the start and the steps come from
     * @throws HazeLabException if the settings are not valid
     */
    public static DensityMap draw(DensitySettings settings, int walkFactor, double smoothingSigma, RandomStream random,
        Progress progress) throws HazeLabException {
        settings.validate();
        int[] visits = visits(settings, walkFactor, random, progress);
        int size = settings.size();
        double[][] counts = new double[size][size];
        for (int i = 0; i < visits.length; i++) {
            counts[i / size][i % size] = visits[i];
        }
        double[][] smooth = new GaussianBlur(smoothingSigma, SUPPORT).apply(counts, progress);
        boolean grain = settings.variant() == Variant.CODE;
        if (grain) {
            for (int i = 0; i < visits.length; i++) {
                smooth[i / size][i % size] = smoothingSigma * smooth[i / size][i % size] + visits[i];
            }
        }
        FloatImage map = FloatImage.of(size, size, ValueRange.UNIT, stretched(smooth, grain));
        return new DensityMap(map, walkFactor, smoothingSigma);
    }

    /** How often the walk counted each cell, row by row. */
    static int[] visits(DensitySettings settings, int walkFactor, RandomStream random, Progress progress) {
        int size = settings.size();
        int steps = Math.multiplyExact(size * size, walkFactor);
        double sd = settings.displacementSd();
        return switch (settings.variant()) {
            case CODE -> MarkovWalk.code(size, steps, Displacements.truncated(sd), random, progress);
            case PAPER -> MarkovWalk.paper(size, steps, Displacements.rounded(sd), random, progress);
        };
    }

    /** Scales the smallest value to 0 and the largest to 1; zeros if they are equal. */
    private static float[] stretched(double[][] values, boolean toLevels) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (double[] row : values) {
            for (double value : row) {
                min = Math.min(min, value);
                max = Math.max(max, value);
            }
        }
        int size = values.length;
        float[] unit = new float[size * size];
        for (int i = 0; i < unit.length && max > min; i++) {
            double scaled = (values[i / size][i % size] - min) / (max - min);
            unit[i] = toLevels ? (int)(scaled * 255) / 255f : (float)scaled;
        }
        return unit;
    }

    /**
     * The map stretched over an image of any size, bilinearly, pixel centres as in {@link Resize} (corners are not
     * aligned, the edge is repeated); in [0, 1]. A map of the same size is left as it is, as the authors use it.
     */
    public FloatImage over(int width, int height, Progress progress) {
        return Resize.to(image, width, height, Resize.Interpolation.BILINEAR, progress);
    }
}
