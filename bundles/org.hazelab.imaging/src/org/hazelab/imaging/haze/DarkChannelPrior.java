// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.haze;

import java.util.Arrays;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.filter.GuidedFilter;
import org.hazelab.imaging.task.Parallel;
import org.hazelab.imaging.task.Progress;

/**
 * The dark channel prior: in a picture without haze almost every patch holds a pixel that is nearly black in some
 * channel, so what the darkest of a patch shows above black is haze.
 *
 * <p>From the picture I, its dark channel and the airlight A, {@link #estimate} makes the transmission
 * {@code t = 1 - omega min(I / A)}, the minimum running over channels and patch, refined by a guided filter; from I, t
 * and A, {@link #recover} makes the picture without haze. K. He, J. Sun, X. Tang: Single Image Haze Removal Using Dark
 * Channel Prior, TPAMI 2011. {@link DcpSettings} holds the published variants.
 *
 * <p>Pictures have one channel (grey) or three (red, green, blue), any value range, and are never changed. The estimate
 * sees them cut to their range, infinities at its ends; NaN is ignored by minimum and airlight. Time grows with the
 * number of pixels and does not depend on patch and window. Memory: with the picture's own three, {@link #estimate} has
 * 7.5 float planes alive at most (transmission, guide, two coefficients, half a plane of sums) and {@link #recover} 7
 * (the transmission and three planes of result). The result is the same to the bit, whatever the number of threads.
 */
public final class DarkChannelPrior {

    private DarkChannelPrior() {
    }

    /**
     * The dark channel: the smallest number of all channels in a window around each pixel.
     *
     * @param patch width of the window in pixels, 1 or more
     * @return one channel, range [0, 1] of the image's value range; 1 where the window holds no number
     * @throws HazeLabException if the image is neither grey nor colour, or the patch is below 1
     */
    public static FloatImage darkChannel(FloatImage image, int patch, Progress progress) throws HazeLabException {
        Checks.size("patch", patch);
        HazyImage hazy = new HazyImage(image, progress);
        float[] dark = new float[hazy.pixels()];
        hazy.darkChannel(Airlight.WHITE, patch, dark, progress);
        Parallel.pieces(dark.length, 1 << 16, progress, (from, to) -> {
            for (int i = from; i < to; i++) {
                dark[i] = Math.min(dark[i], 1);
            }
        });
        return FloatImage.of(hazy.width, hazy.height, ValueRange.UNIT, dark);
    }

    /**
     * Estimates airlight and transmission.
     *
     * @throws HazeLabException if the image is neither grey nor colour, or a setting is out of its bounds
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    public static HazeEstimate estimate(FloatImage image, DcpSettings settings, Progress progress)
        throws HazeLabException {
        settings.check();
        progress.report(0, "dark channel");
        HazyImage hazy = new HazyImage(image, progress);
        float[] map = new float[hazy.pixels()];
        hazy.darkChannel(Airlight.WHITE, settings.patch(), map, progress);
        progress.report(0.2, "airlight");
        Ranks ranks = new Ranks(map, progress);
        double darkLevel = ranks.count() == 0 ? 0 : ranks.largest((ranks.count() + 1) / 2).number();
        Airlight airlight = airlight(hazy, map, ranks, settings.airlight(), progress);
        if (settings.airlight().rule() != AirlightRule.WHITE) {
            progress.report(0.3, "dark channel under the airlight");
            hazy.darkChannel(airlight, settings.patch(), map, progress);
        }
        progress.report(0.5, "transmission");
        refine(hazy, map, settings, progress.part(0.5, 0.95, ""));
        progress.report(0.95, "transmission");
        return summarize(hazy, map, settings.clipTransmission(), airlight, darkLevel, progress);
    }

    private static Airlight airlight(HazyImage hazy, float[] dark, Ranks ranks, AirlightSettings settings,
        Progress progress) {
        return switch (settings.rule()) {
            case WHITE -> Airlight.WHITE;
            case GIVEN -> settings.given().in(hazy.channels);
            default -> new Haziest(hazy, dark, progress).airlight(settings, ranks);
        };
    }

    /** From the dark channel of I / A to the transmission, in place. */
    private static void refine(HazyImage hazy, float[] map, DcpSettings settings, Progress progress) {
        boolean filter = settings.refinement() == Refinement.GUIDED_FILTER;
        GuidedFilterSettings guided = settings.guidedFilter();
        float[] guide = new float[filter ? map.length : 0];
        Parallel.pieces(hazy.height, hazy.rowsAPiece(), progress, (from, to) -> {
            for (int i = from * hazy.width; i < to * hazy.width; i++) {
                // A patch without any number shows no haze.
                map[i] = map[i] < Float.POSITIVE_INFINITY ? (float)(1 - settings.omega() * map[i]) : 1;
            }
            for (int y = from; y < to && filter; y++) {
                hazy.guide(guided.guide(), y, guide);
            }
        });
        if (filter) {
            GuidedFilter.filter(hazy.width, hazy.height, guide, map, guided.window(), guided.eps(), guided.border(),
                map, progress);
        }
    }

    /** Clips if asked to and measures, summing up in the order of the rows. */
    private static HazeEstimate summarize(HazyImage hazy, float[] map, boolean clip, Airlight airlight,
        double darkLevel, Progress progress) {
        int rows = hazy.rowsAPiece();
        double[] sums = new double[(hazy.height - 1) / rows + 1];
        double[] minima = new double[sums.length];
        double[] maxima = new double[sums.length];
        Parallel.pieces(hazy.height, rows, progress, (from, to) -> {
            double sum = 0;
            float min = Float.POSITIVE_INFINITY;
            float max = Float.NEGATIVE_INFINITY;
            for (int i = from * hazy.width; i < to * hazy.width; i++) {
                float t = clip ? Math.min(Math.max(map[i], 0), 1) : map[i];
                map[i] = t;
                sum += t;
                min = Math.min(min, t);
                max = Math.max(max, t);
            }
            sums[from / rows] = sum;
            minima[from / rows] = min;
            maxima[from / rows] = max;
        });
        double sum = 0;
        for (double piece : sums) {
            sum += piece;
        }
        FloatImage transmission = FloatImage.of(hazy.width, hazy.height, ValueRange.UNIT, map);
        return new HazeEstimate(transmission, airlight, sum / map.length, Arrays.stream(minima).min().orElseThrow(),
            Arrays.stream(maxima).max().orElseThrow(), darkLevel, hazy.nonFinitePixels());
    }

    /**
     * Recovers the scene behind the haze.
     *
     * @param image the hazy picture
     * @param transmission one channel of the picture's size; where it is NaN, so is the result
     * @param airlight in units of the picture's value range
     * @return an image of the picture's size, channels and value range; a pixel that holds NaN in some channel is NaN
     *            in all
     * @throws HazeLabException if the image is neither grey nor colour, the transmission does not fit it, or the
     *             airlight or a setting is out of its bounds
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    public static FloatImage recover(FloatImage image, FloatImage transmission, Airlight airlight,
        RecoverySettings settings, Progress progress) throws HazeLabException {
        settings.check();
        airlight.check();
        HazyImage.requireColourOrGrey(image);
        if (transmission.width() != image.width() || transmission.height() != image.height()
            || transmission.channels() != 1 || transmission.slices() != 1) {
            throw new HazeLabException("The transmission (" + transmission + ") does not fit the image (" + image + ")",
                "Give a transmission of one channel and of the image's size");
        }
        progress.report(0, "dehazed image");
        return new Recovery(image, transmission.plane(0), airlight.in(image.channels()), settings).run(progress);
    }
}
