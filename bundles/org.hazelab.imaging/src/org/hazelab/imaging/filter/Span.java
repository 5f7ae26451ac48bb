// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.filter;

/**
 * The windows along one axis, one around each position: which pixels they hold, border included.
 *
 * <p>With prefix sums {@code P[i] = v[0] + ... + v[i - 1]}, the sum over any stretch of the mirrored axis is a handful
 * of prefix sums: whole periods of the mirror, a turn at the far end, and one prefix at each end of the stretch. That
 * is what makes the time of a mean independent of the window, even of one many times the image.
 */
final class Span {

    /** Positions whose windows stay inside: from {@code innerFrom} to {@code innerTo}, exclusive; may be empty. */
    final int innerFrom;
    final int innerTo;
    /** Offsets of the window's first pixel (negated) and of the one behind its last, for those positions. */
    final int before;
    final int behind;

    private final int length;
    private final int window;
    private final Border border;
    private final int[] low;
    private final int[] high;
    private final double[] lowSign;
    private final double[] highSign;
    private final double[] turns;
    private final double[] periods;

    Span(int length, int window, Border border) {
        this.length = length;
        this.window = window;
        this.border = border;
        before = window / 2;
        behind = window - before;
        innerFrom = Math.min(before, length);
        innerTo = Math.max(innerFrom, length - behind + 1);
        low = new int[length];
        high = new int[length];
        lowSign = new double[length];
        highSign = new double[length];
        turns = new double[length];
        periods = new double[length];
        for (int i = 0; i < length; i++) {
            end(i, (long)i + behind, 1, high, highSign);
            end(i, (long)i - before, -1, low, lowSign);
        }
    }

    /** Splits the sum of everything before an end of the window at {@code i} into prefix sums of the axis. */
    private void end(int i, long end, int side, int[] index, double[] sign) {
        if (border == Border.SHRINK) {
            index[i] = (int)Math.max(0, Math.min(length, end));
            sign[i] = side;
            return;
        }
        long period = period();
        int rest = (int)Math.floorMod(end, period);
        periods[i] += side * (double)Math.floorDiv(end, period);
        if (rest <= length) {
            index[i] = rest;
            sign[i] = side;
        } else {
            turns[i] += side;
            index[i] = 2 * length - 1 - rest;
            sign[i] = -side;
        }
    }

    private long period() {
        return length == 1 ? 1 : 2L * (length - 1);
    }

    /** How many pixels the mean at a position divides by. */
    int count(int i) {
        return border == Border.SHRINK ? high[i] - low[i] : window;
    }

    /** The sum over the window at a position, from the {@code length + 1} prefix sums of the axis. */
    double sum(double[] prefix, int i) {
        double ends = highSign[i] * prefix[high[i]] + lowSign[i] * prefix[low[i]];
        if (border == Border.SHRINK) {
            return ends;
        }
        double back = prefix[length] + prefix[length - 1];
        double whole = length == 1 ? prefix[1] : back - prefix[1];
        return ends + turns[i] * back + periods[i] * whole;
    }

    /** Where {@link #sum} finds its terms, for axes whose prefix sums are not in one array. */
    interface Terms {
        void add(int prefix, double factor);
    }

    /** Hands out the prefix sums, and the factor of each, that make up the window at a position. */
    void terms(int i, Terms terms) {
        terms.add(high[i], highSign[i]);
        terms.add(low[i], lowSign[i]);
        if (length == 1) {
            terms.add(1, periods[i]);
        } else {
            terms.add(length, turns[i] + periods[i]);
            terms.add(length - 1, turns[i] + periods[i]);
            terms.add(1, -periods[i]);
        }
    }

    /** The pixel that is new in the window at {@code i}, compared to the one at {@code i - 1}; -1 if there is none. */
    int entering(int i) {
        return pixel((long)i + behind - 1);
    }

    /** The pixel that the window at {@code i} has lost, compared to the one at {@code i - 1}; -1 if there is none. */
    int leaving(int i) {
        return pixel((long)i - 1 - before);
    }

    private int pixel(long i) {
        if (i >= 0 && i < length) {
            return (int)i;
        }
        if (border == Border.SHRINK) {
            return -1;
        }
        int rest = (int)Math.floorMod(i, period());
        return rest < length ? rest : (int)(period() - rest);
    }
}
