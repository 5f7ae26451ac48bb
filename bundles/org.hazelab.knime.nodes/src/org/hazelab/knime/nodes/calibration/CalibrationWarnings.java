// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.calibration;

import org.hazelab.knime.nodes.shared.Warnings;
import org.hazelab.operations.calibration.CalibrateUncertainty.Evaluation;
import org.hazelab.operations.calibration.CalibrateUncertainty.LeftOut;
import org.hazelab.operations.calibration.CalibrateUncertainty.Result;
import org.hazelab.operations.calibration.CalibrateUncertainty.Split;

/** What Calibration has to warn of. */
final class CalibrationWarnings {

    /** The largest scalar that stands for a line that falls, of both variants. */
    private static final double NO_SCALAR = 1e-9;

    private CalibrationWarnings() {
    }

    static void leftOut(LeftOut row, Warnings warnings) {
        warnings.add("the row is left out", "Row \"" + row.row() + "\" of the " + row.split() + " table: "
            + row.reason());
    }

    static void note(Result result, Warnings warnings) {
        if (result.evaluatedOn() == Split.CALIBRATION) {
            warnings.note("No test images are connected: calibration error, coverage and diagram are those of the "
                + "images that the factors were fitted to, and better than on new images. Add the input \"Test "
                + "images\" and connect a table of other images.");
        }
        if (result.sharedImages() > 0) {
            warnings.note("Of " + result.testImages() + " test images, " + result.sharedImages() + " have a ground "
                + "truth that is in the calibration table, too: calibration error, coverage and diagram are better "
                + "than on new images. Keep the tables apart, for example by a Table Partitioner in front.");
        }
        if (result.factors().scalar() <= NO_SCALAR) {
            warnings.note("The errors do not grow with the deviations, so all scaled deviations are equal: these "
                + "deviations do not show where the predictions are wrong. Check the diagram, and calibrate with "
                + "more images.");
        }
        long odd = result.evaluations().stream().filter(evaluation -> !evaluation.scaled())
            .map(Evaluation::reliability).mapToLong(reliability -> reliability.oddPixels()).sum();
        if (odd > 0) {
            warnings.note(odd + (odd == 1 ? " pixel that is not finite was" : " pixels that are not finite were")
                + " left out.");
        }
    }
}
