// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.calibration;

import java.util.List;
import java.util.Locale;

import org.hazelab.metrics.calibration.Reliability;
import org.hazelab.operations.calibration.CalibrateUncertainty.Result;
import org.hazelab.operations.calibration.CalibrateUncertainty.Split;
import org.hazelab.operations.plot.LinePlot;

/**
 * The diagram of a calibration: for each bin the error over the deviation. Where deviations are right, that is the line
 * y = x.
 *
 * <p>As in HazeMatching's figures, the bins of the smallest and of the largest deviations are not drawn that together
 * have at most 0.01 % of the pixels.
 */
public final class ReliabilityDiagram {

    private static final double TAIL = 1e-4;

    private ReliabilityDiagram() {
    }

    /** The diagram of the images that the factors are evaluated on: deviations as they are, and scaled. */
    public static LinePlot of(Result result) {
        String title = result.evaluatedOn() == Split.TEST ? "Reliability on the test images"
            : "Reliability on the calibration images themselves";
        return new LinePlot(title, new LinePlot.Axis("predicted deviation (root mean variance, RMV)", true),
            new LinePlot.Axis("observed error (root mean squared error, RMSE)", true),
            List.of(curve("unscaled", result.reliability(false)), curve("scaled", result.reliability(true))), true);
    }

    private static LinePlot.Curve curve(String name, Reliability reliability) {
        double ence = reliability.ence();
        return new LinePlot.Curve(
            Double.isNaN(ence) ? name : String.format(Locale.ROOT, "%s (ENCE %.3f)", name, ence),
            LinePlot.Style.DOTS, reliability.withoutTails(TAIL).stream()
                .map(bin -> new LinePlot.Point(bin.rmv(), bin.rmse(), bin.errorBar())).toList());
    }
}
