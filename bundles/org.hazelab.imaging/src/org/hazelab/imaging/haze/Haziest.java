// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.haze;

import org.hazelab.imaging.task.Parallel;
import org.hazelab.imaging.task.Progress;

/** Finds the airlight among the pixels with the largest dark channel. */
final class Haziest {

    /** In a dark channel: this pixel is no candidate. */
    private static final float NO_CANDIDATE = -1;
    private static final int PIXELS_A_CHECK = 1 << 18;

    private final HazyImage image;
    private final float[] dark;
    private final Progress progress;

    /** @param dark the picture's dark channel; {@link #airlight} leaves it changed */
    Haziest(HazyImage image, float[] dark, Progress progress) {
        this.image = image;
        this.dark = dark;
        this.progress = progress;
    }

    /**
     * The airlight by a rule that looks at the picture; white if no pixel is without NaN.
     *
     * @param allRanks those of the dark channel as it is
     */
    Airlight airlight(AirlightSettings settings, Ranks allRanks) {
        Ranks ranks = allRanks;
        boolean ignoreSaturated = settings.ignoreSaturated() && !allSaturated();
        if (ignoreSaturated || image.nonFinitePixels() > 0) {
            strike(ignoreSaturated);
            ranks = new Ranks(dark, progress);
        }
        if (ranks.count() == 0) {
            return Airlight.WHITE;
        }
        int wanted = Math.max((int)(settings.haziestFraction() * ranks.count()), 1);
        Ranks.Place threshold = ranks.largest(wanted);
        if (settings.rule() != AirlightRule.MEAN_OF_HAZIEST) {
            return brightest(threshold, wanted, settings.rule());
        }
        return wanted == 1 ? brightest(threshold, 1, settings.rule()) : mean(threshold, wanted);
    }

    /** Whether every pixel that could be a candidate is saturated. */
    private boolean allSaturated() {
        for (int i = 0; i < dark.length; i++) {
            if (i % PIXELS_A_CHECK == 0) {
                progress.checkCanceled();
            }
            if (!image.holdsNaN(i) && !image.saturated(i)) {
                return false;
            }
        }
        return true;
    }

    private void strike(boolean ignoreSaturated) {
        Parallel.pieces(dark.length, PIXELS_A_CHECK, progress, (from, to) -> {
            for (int i = from; i < to; i++) {
                if (image.holdsNaN(i) || ignoreSaturated && image.saturated(i)) {
                    dark[i] = NO_CANDIDATE;
                }
            }
        });
    }

    /** What is done with each of the haziest pixels, in the order of their indices. */
    private interface Visitor {
        void visit(int pixel);
    }

    private void visit(Ranks.Place threshold, int wanted, Visitor visitor) {
        int ties = wanted - threshold.above();
        for (int i = 0; i < dark.length; i++) {
            if (i % PIXELS_A_CHECK == 0) {
                progress.checkCanceled();
            }
            float value = dark[i];
            if (value >= threshold.number() && value <= 1 && (value > threshold.number() || ties-- > 0)) {
                visitor.visit(i);
            }
        }
    }

    private Airlight mean(Ranks.Place threshold, int wanted) {
        double[] sums = new double[3];
        // The last in rank is the one that the published code forgets.
        visit(threshold, wanted - 1, pixel -> {
            for (int c = 0; c < 3; c++) {
                sums[c] += image.unit(channel(c), pixel);
            }
        });
        return new Airlight(sums[0] / wanted, sums[1] / wanted, sums[2] / wanted);
    }

    private Airlight brightest(Ranks.Place threshold, int wanted, AirlightRule rule) {
        int[] best = {-1};
        visit(threshold, wanted, pixel -> {
            if (best[0] < 0 || brightness(pixel, rule) > brightness(best[0], rule)
                || brightness(pixel, rule) == brightness(best[0], rule) && dark[pixel] > dark[best[0]]) {
                best[0] = pixel;
            }
        });
        return new Airlight(image.unit(channel(0), best[0]), image.unit(channel(1), best[0]),
            image.unit(channel(2), best[0]));
    }

    private double brightness(int pixel, AirlightRule rule) {
        double red = image.unit(channel(0), pixel);
        double green = image.unit(channel(1), pixel);
        double blue = image.unit(channel(2), pixel);
        return rule == AirlightRule.MAX_CHANNEL_OF_HAZIEST ? Math.max(red, Math.max(green, blue)) : red + green + blue;
    }

    private int channel(int colour) {
        return image.channels == 1 ? 0 : colour;
    }
}
