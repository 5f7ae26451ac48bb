// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.task;

import java.util.function.LongSupplier;

/**
 * How long work goes on: first as estimated, if there is an estimate, and then if it goes on as it went so far. Begins
 * to count when it is made.
 */
public final class TimeLeft {

    /** Below this share of the work its own speed says less than the estimate. */
    private static final double ENOUGH = 0.05;
    private static final double LEAST_SECONDS = 1;

    private final LongSupplier nanos;
    private final long start;
    private final double before;
    private final double estimate;

    private TimeLeft(double before, double estimate, LongSupplier nanos) {
        this.before = before;
        this.estimate = estimate;
        this.nanos = nanos;
        start = nanos.getAsLong();
    }

    /**
     * Of work that nothing is known about.
     *
     * @param before the share that was done already, from 0 to 1
     * @param nanos a clock, such as {@code System::nanoTime}
     */
    public TimeLeft(double before, LongSupplier nanos) {
        this(before, Double.NaN, nanos);
    }

    /**
     * Of work that was measured before.
     *
     * @param seconds that the whole work will take
     * @param nanos a clock, such as {@code System::nanoTime}
     */
    public static TimeLeft estimated(double seconds, LongSupplier nanos) {
        return new TimeLeft(0, seconds, nanos);
    }

    /**
     * Such as {@code about 4 minutes left}; empty as long as there is too little to tell it from.
     *
     * @param done the share that is done, from 0 to 1
     */
    public String words(double done) {
        double elapsed = (nanos.getAsLong() - start) * 1e-9;
        if (!Double.isNaN(estimate) && done < ENOUGH) {
            return left(Math.max(0, estimate - elapsed));
        }
        boolean tooLittle = Double.isNaN(estimate) && elapsed < LEAST_SECONDS;
        return tooLittle || !(done > before) ? "" : left(elapsed / (done - before) * (1 - done));
    }

    private static String left(double seconds) {
        return about(seconds) + " left";
    }

    /** A length of time in seconds as people say it: {@code about 4 minutes}. */
    public static String about(double seconds) {
        if (seconds < 10) {
            return "a few seconds";
        } else if (seconds < 90) {
            return "about " + Math.round(seconds / 10) * 10 + " seconds";
        } else if (seconds < 90 * 60) {
            return "about " + Math.round(seconds / 60) + " minutes";
        } else if (seconds < 48 * 3600) {
            return "about " + Math.round(seconds / 3600) + " hours";
        }
        return "about " + Math.round(seconds / 86400) + " days";
    }

    /** Progress that adds the time left to each message. */
    public Progress in(Progress inner) {
        return new Progress() {
            @Override
            public void report(double fraction, String message) {
                String left = words(fraction);
                inner.report(fraction, left.isEmpty() ? message : message + ", " + left);
            }

            @Override
            public void checkCanceled() {
                inner.checkCanceled();
            }
        };
    }
}
