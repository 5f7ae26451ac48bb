// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.calibration;

import static org.hazelab.knime.nodes.shared.ImageColumns.column;

import org.hazelab.metrics.calibration.CalibrationBin;
import org.hazelab.metrics.calibration.CalibrationVariant;
import org.hazelab.metrics.calibration.Reliability;
import org.hazelab.operations.calibration.CalibrateUncertainty.Evaluation;
import org.hazelab.operations.calibration.CalibrateUncertainty.Result;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.MissingCell;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/** The tables that Calibration gives. */
final class CalibrationTables {

    static final DataTableSpec BINS = new DataTableSpec(column("set", StringCell.TYPE),
        column("deviation", StringCell.TYPE), column("bin", IntCell.TYPE), column("lower_edge", DoubleCell.TYPE),
        column("upper_edge", DoubleCell.TYPE), column("count", LongCell.TYPE), column("rmv", DoubleCell.TYPE),
        column("rmse", DoubleCell.TYPE), column("error_bar", DoubleCell.TYPE));

    static final String BINS_DESCRIPTION = """
        One row per bin, for the calibration images and, if there are any, the test images (<tt>set</tt>: calibration
        or test), and for deviations as they are and scaled (<tt>deviation</tt>: unscaled or scaled), each divided
        over its own range: the number of the <tt>bin</tt> from 1, its edges (<tt>lower_edge</tt>,
        <tt>upper_edge</tt>), how many pixels it has (<tt>count</tt>), the root of their mean squared deviation
        (<tt>rmv</tt>), the root of their mean squared error (<tt>rmse</tt>), and how far that may be off
        (<tt>error_bar</tt>). The last three are missing in an empty bin. All but the count are in the units of the
        deviations.""";
    static final DataTableSpec FACTORS = new DataTableSpec(column("scalar", DoubleCell.TYPE),
        column("offset", DoubleCell.TYPE), column("ence", DoubleCell.TYPE), column("ence_unscaled", DoubleCell.TYPE),
        column("coverage_1", DoubleCell.TYPE), column("coverage_1_unscaled", DoubleCell.TYPE),
        column("coverage_2", DoubleCell.TYPE), column("coverage_2_unscaled", DoubleCell.TYPE),
        column("judged_by", StringCell.TYPE), column("calibration_images", LongCell.TYPE),
        column("test_images", LongCell.TYPE), column("bins", IntCell.TYPE), column("variant", StringCell.TYPE));

    static final String FACTORS_DESCRIPTION = """
        One row, as nodes that scale deviations take it: the <tt>scalar</tt>, which has no unit, and the
        <tt>offset</tt> in the units of the deviations. How good they are: the expected normalized calibration error,
        which is the mean over the bins of |RMV - RMSE| / RMV, of scaled deviations (<tt>ence</tt>) and of those that
        came in (<tt>ence_unscaled</tt>), 0 at best; the share of pixels whose error is at most one deviation
        (<tt>coverage_1</tt>, <tt>coverage_1_unscaled</tt>; 0.683 for normal errors) and two deviations
        (<tt>coverage_2</tt>, <tt>coverage_2_unscaled</tt>; 0.954). And how it was found: which images these numbers
        are of (<tt>judged_by</tt>: test or calibration), how many were used (<tt>calibration_images</tt>,
        <tt>test_images</tt>), the number of <tt>bins</tt>, and the <tt>variant</tt> (corrected or authors).""";

    private CalibrationTables() {
    }

    static BufferedDataTable bins(Result result, ExecutionContext exec) {
        BufferedDataContainer container = exec.createDataContainer(BINS);
        for (Evaluation evaluation : result.evaluations()) {
            String set = evaluation.split().toString();
            String deviation = evaluation.scaled() ? "scaled" : "unscaled";
            int number = 1;
            for (CalibrationBin bin : evaluation.reliability().bins()) {
                container.addRowToTable(new DefaultRow(set + " " + deviation + " " + number, new StringCell(set),
                    new StringCell(deviation), new IntCell(number), new DoubleCell(bin.from()),
                    new DoubleCell(bin.to()), new LongCell(bin.count()), ofPixels(bin, bin.rmv()),
                    ofPixels(bin, bin.rmse()), ofPixels(bin, bin.errorBar())));
                number++;
            }
        }
        container.close();
        return container.getTable();
    }

    private static DataCell ofPixels(CalibrationBin bin, double value) {
        return bin.count() == 0 ? new MissingCell("The bin has no pixels") : new DoubleCell(value);
    }

    static BufferedDataTable factors(Result result, int bins, ExecutionContext exec) {
        Reliability scaled = result.reliability(true);
        Reliability unscaled = result.reliability(false);
        BufferedDataContainer container = exec.createDataContainer(FACTORS);
        container.addRowToTable(new DefaultRow("Factors", new DoubleCell(result.factors().scalar()),
            new DoubleCell(result.factors().offset()), ence(scaled), ence(unscaled), new DoubleCell(scaled.coverage1()),
            new DoubleCell(unscaled.coverage1()), new DoubleCell(scaled.coverage2()),
            new DoubleCell(unscaled.coverage2()), new StringCell(result.evaluatedOn().toString()),
            new LongCell(result.calibrationImages()), new LongCell(result.testImages()), new IntCell(bins),
            new StringCell(scaled.variant() == CalibrationVariant.AUTHORS ? "authors" : "corrected")));
        container.close();
        return container.getTable();
    }

    private static DataCell ence(Reliability reliability) {
        double ence = reliability.ence();
        return Double.isNaN(ence) ? new MissingCell("All deviations are 0, or no bin has pixels")
            : new DoubleCell(ence);
    }
}
