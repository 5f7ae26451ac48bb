// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.trial;

import java.util.Locale;

/**
 * What a trial has found.
 *
 * @param kind what follows from it
 * @param deviation how far the values are off, in standard deviations of the processor's values (root of the mean
 *     square)
 * @param largest how far the farthest is off, in the same units
 * @param seconds an evaluation for a tile on the device; NaN if not measured
 * @param processorSeconds the same on the processor
 * @param failure why the device failed; empty if it did not
 */
public record Verdict(Kind kind, double deviation, double largest, double seconds, double processorSeconds,
    String failure) {

    /** What follows from a trial. */
    public enum Kind {
        /** Right, and not slower than the processor. */
        GOOD,
        /** Right, but slower than the processor. */
        SLOWER,
        /** The values are too far off, or not finite. */
        WRONG,
        /** The device could not do it. */
        FAILED,
        /** The processor's values cannot be compared with. */
        UNKNOWN
    }

    /** Nothing was found out. */
    static final Verdict UNKNOWN = new Verdict(Kind.UNKNOWN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, "");

    static Verdict failed(String failure) {
        return new Verdict(Kind.FAILED, Double.NaN, Double.NaN, Double.NaN, Double.NaN, failure);
    }

    static Verdict compared(double deviation, double largest) {
        boolean right = deviation <= Trial.MOST_DEVIATION && largest <= Trial.MOST_LARGEST;
        return new Verdict(right ? Kind.GOOD : Kind.WRONG, deviation, largest, Double.NaN, Double.NaN, "");
    }

    Verdict timed(double device, double processor) {
        return new Verdict(device > processor ? Kind.SLOWER : Kind.GOOD, deviation, largest, device, processor, "");
    }

    /** Whether {@code auto} takes the device. */
    public boolean isTaken() {
        return kind == Kind.GOOD || kind == Kind.UNKNOWN;
    }

    /** Whether it holds for later: a failure may have passed by then. */
    boolean isKept() {
        return kind == Kind.GOOD || kind == Kind.SLOWER || kind == Kind.WRONG;
    }

    /** Whether the kind is that of the numbers. */
    boolean isSound() {
        Verdict again = compared(deviation, largest);
        if (again.kind == Kind.GOOD) {
            again = again.timed(seconds, processorSeconds);
        }
        boolean measured = kind == Kind.WRONG || seconds >= 0 && processorSeconds >= 0;
        return measured && again.kind == kind;
    }

    /**
     * What was measured, as it follows a reason.
     *
     * @param device its name
     */
    public String words(String device) {
        return switch (kind) {
            case GOOD -> device + " computes a tile of this model rightly" + rates();
            case SLOWER -> device + " is slower with this model than the processor" + rates();
            case WRONG -> Double.isInfinite(deviation)
                ? device + " computes a tile of this model wrongly: some numbers are not finite"
                : String.format(Locale.ROOT, "%s computes a tile of this model wrongly: its numbers differ from the "
                    + "processor's by %.1f %% of their standard deviation, at most by %.0f %%; %.0f %% and %.0f %% are "
                    + "allowed", device, 100 * deviation, 100 * largest, 100 * Trial.MOST_DEVIATION,
                    100 * Trial.MOST_LARGEST);
            case FAILED -> device + " failed to compute a tile of this model: " + failure;
            case UNKNOWN -> device + " could not be compared with the processor";
        };
    }

    private String rates() {
        return String.format(Locale.ROOT, ": %.4f s a tile, %.4f s on the processor", seconds, processorSeconds);
    }
}
