// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations;

import java.util.List;
import java.util.Locale;

import org.hazelab.metrics.calibration.Reliability;
import org.hazelab.operations.CalibrateUncertainty.Result;
import org.hazelab.operations.CalibrateUncertainty.Split;
import org.hazelab.operations.plot.LinePlot;

/**
 * The diagram of a calibration: for each bin the error over the deviation. Where deviations are right, that is the line
 * y = x.
 *
 * <p>Drawn are the bins that a fit would use: the few pixels at both ends say nothing.
 */
public final class ReliabilityDiagram {

    private ReliabilityDiagram() {
    }

    /** The diagram of the images by which the factors are judged: deviations as they are, and scaled. */
    public static LinePlot of(Result result) {
        String title = result.judgedBy() == Split.TEST ? "Reliability on the test images"
            : "Reliability on the calibration images themselves";
        return new LinePlot(title, new LinePlot.Axis("predicted deviation (root mean variance, RMV)", true),
            new LinePlot.Axis("observed error (root mean squared error, RMSE)", true),
            List.of(curve("unscaled", result.judged(false)), curve("scaled", result.judged(true))), true);
    }

    private static LinePlot.Curve curve(String name, Reliability reliability) {
        double ence = reliability.ence();
        return new LinePlot.Curve(
            Double.isNaN(ence) ? name : String.format(Locale.ROOT, "%s (ENCE %.3f)", name, ence),
            LinePlot.Style.DOTS, reliability.fitted().stream()
                .map(bin -> new LinePlot.Point(bin.rmv(), bin.rmse(), bin.errorBar())).toList());
    }
}
