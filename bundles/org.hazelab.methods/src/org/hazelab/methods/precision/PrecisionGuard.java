// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.precision;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.Bfloat16;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.tensor.Precision;

/**
 * The precision that a network is used with. Where {@link Precision#FAST} is wished for, it is taken if bfloat16 is
 * faster on the device, and if what is computed first is close enough to the exact result. Otherwise everything is
 * exact, and {@link #warning} says why.
 *
 * <p>Thread-safe; one of a model on a device, or of a training.
 */
public final class PrecisionGuard {

    /**
     * The largest difference of results that is borne: those of the networks that are measured differ by 0.01.
     *
     * @see Difference
     */
    public static final double RESULTS = 0.05;
    /** The same of gradients, each of which is a sum of many products that nearly cancel each other. */
    public static final double GRADIENTS = 0.1;

    private final Precision wished;
    private final double bound;
    private Precision used;
    private boolean decided;
    private OptionalDouble difference = OptionalDouble.empty();
    private Optional<String> warning = Optional.empty();

    private PrecisionGuard(Precision wished, Precision used, double bound, Optional<String> warning) {
        this.wished = wished;
        this.used = used;
        this.bound = bound;
        this.warning = warning;
        decided = used == Precision.EXACT;
    }

    /** For work that is exact. */
    public static PrecisionGuard exact() {
        return new PrecisionGuard(Precision.EXACT, Precision.EXACT, 0, Optional.empty());
    }

    /**
     * For work on a device.
     *
     * @param bound such as {@link #RESULTS}
     * @throws HazeLabException if the device cannot be measured
     */
    public static PrecisionGuard of(Precision wished, ComputeDevice device, double bound, Progress progress)
        throws HazeLabException {
        if (wished == Precision.EXACT) {
            return exact();
        }
        Bfloat16 bfloat16 = Bfloat16.of(device, progress);
        return bfloat16.worthwhile() ? new PrecisionGuard(wished, Precision.FAST, bound, Optional.empty())
            : new PrecisionGuard(wished, Precision.EXACT, bound, Optional.of("The precision \"fast\" would be slower "
                + "on this device, so the result is exact (" + bfloat16.words() + ")."));
    }

    /** Computes something both ways. */
    @FunctionalInterface
    public interface Trial {
        /** How far the fast result is from the exact one, as a {@link Difference} says it. */
        double compare() throws HazeLabException;
    }

    /**
     * Decides, if that has not been done: only the first call of all compares.
     *
     * @return what is used from now on
     * @throws HazeLabException if the trial fails; nothing is decided then
     */
    public synchronized Precision decide(Trial trial) throws HazeLabException {
        if (!decided) {
            double value = trial.compare();
            difference = OptionalDouble.of(value);
            if (value > bound) {
                used = Precision.EXACT;
                warning = Optional.of("The precision \"fast\" is not close enough with this model: what is computed "
                    + "first " + (Double.isInfinite(value) ? "is not finite" : "differs by " + percent(value)
                        + " of its standard deviation, more than " + percent(bound))
                    + ". So the result is exact.");
            }
            decided = true;
        }
        return used;
    }

    /** What is used now. */
    public synchronized Precision used() {
        return used;
    }

    /** What was wished for. */
    public Precision wished() {
        return wished;
    }

    /** The difference of what was computed first; empty if nothing was compared. */
    public synchronized OptionalDouble difference() {
        return difference;
    }

    /** Why it is not as fast as it was wished; empty if it is. */
    public synchronized Optional<String> warning() {
        return warning;
    }

    /** What the user is to know: the warning, or how close the fast result is. Empty if nothing was wished. */
    public synchronized Optional<String> words() {
        return warning.isPresent() || difference.isEmpty() ? warning
            : Optional.of("Precision \"fast\": what was computed first differs from the exact result by "
                + percent(difference.getAsDouble()) + " of its standard deviation.");
    }

    /** The forms that a network needs. */
    public Network.FastForms forms(Network.FastForms ifFast) {
        return used() == Precision.FAST ? ifFast : Network.FastForms.NONE;
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, 100 * value < 1 ? "%.2f %%" : "%.1f %%", 100 * value);
    }
}
