// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.calibration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.hazelab.knime.nodes.shared.ImageColumns;
import org.hazelab.knime.nodes.shared.Limits;
import org.hazelab.metrics.calibration.CalibrationStatistics;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation;

/** What the dialog of Calibration asks. */
final class CalibrationNodeParameters implements NodeParameters {

    private static final int FEWEST_BINS = 2;
    private static final int MOST_BINS = 10_000;

    @Section(title = "Images", description = "The columns have the same names in both tables.")
    interface ImagesSection {
    }

    @Section(title = "Calibration")
    @After(ImagesSection.class)
    interface CalibrationSection {
    }

    @Section(title = "Diagram")
    @After(CalibrationSection.class)
    interface DiagramSection {
    }

    enum Variant {
        @Label(value = "Corrected", description = "Every pixel counts; of the bins at both ends, those are left out of "
            + "the fit that together have at most 0.001 % of the pixels; each bin is weighted by its number of pixels; "
            + "where errors do not grow with the deviations, every deviation becomes the mean error; error bars are "
            + "standard errors of the RMSE.")
        CORRECTED,
        @Label(value = "As the authors of HazeMatching", description = "What their script does, to compare with "
            + "published numbers: pixels with the largest deviation are in no bin, the last bin is never part of the "
            + "fit, in which all others have the same weight, a falling line gets the scalar 1e-9, and error bars are "
            + "the root of the standard error of the squared error.")
        AUTHORS
    }

    enum IfExists {
        @Label(value = "Fail", description = "The node fails before it reads the images, and leaves the old file as it "
            + "is.")
        FAIL,
        @Label(value = "Overwrite", description = "The old file is replaced once the new one is complete.")
        OVERWRITE
    }

    static final class FewestBins extends MinValidation {
        @Override
        protected double getMin() {
            return FEWEST_BINS;
        }
    }

    static final class MostBins extends MaxValidation {
        @Override
        protected double getMax() {
            return MOST_BINS;
        }
    }

    @Layout(ImagesSection.class)
    @Widget(title = "Prediction column", description = "The predicted images: the means of the samples.")
    @ChoicesProvider(ImageColumns.Choices.class)
    String predictionColumn = "";

    @Layout(ImagesSection.class)
    @Widget(title = "Standard deviation column", description = "Their standard deviations over the samples, pixel by "
        + "pixel, in "
        + "the units of the predictions.")
    @ChoicesProvider(ImageColumns.Choices.class)
    String deviationColumn = "";

    @Layout(ImagesSection.class)
    @Widget(title = "Ground truth column", description = "The images that should have been predicted, in the units of "
        + "the predictions.")
    @ChoicesProvider(ImageColumns.Choices.class)
    String truthColumn = "";

    @Layout(CalibrationSection.class)
    @Widget(title = "Number of bins", description = "Into how many classes of equal width the range of the deviations "
        + "is divided.")
    @NumberInputWidget(minValidation = FewestBins.class, maxValidation = MostBins.class)
    int bins = CalibrationStatistics.DEFAULT_BINS;

    @Layout(CalibrationSection.class)
    @Widget(title = "Variant", description = "What is computed where the authors' script probably does something else "
        + "than was intended.", advanced = true)
    @ValueSwitchWidget
    Variant variant = Variant.CORRECTED;

    @Layout(DiagramSection.class)
    @Widget(title = "Folder", description = "The folder to write the diagram to as an SVG file, for papers and further "
        + "editing: a whole path on this computer, or one relative to the workflow such as "
        + "<tt>knime://knime.workflow/data/output</tt>. No file is written if this is empty.")
    String folder = "";

    @Layout(DiagramSection.class)
    @Widget(title = "Create missing folders", description = "Makes the folder if it is not there yet.")
    boolean createFolder = true;

    @Layout(DiagramSection.class)
    @Widget(title = "File name", description = "The name of the SVG file. The ending <tt>.svg</tt> is added where it "
        + "is missing.")
    String fileName = "reliability.svg";

    @Layout(DiagramSection.class)
    @Widget(title = "If the file exists", description = "What to do when there is a file of that name already.")
    @ValueSwitchWidget
    IfExists ifExists = IfExists.FAIL;

    CalibrationNodeParameters() {
        // nothing is known of the input
    }

    /** Guesses the columns by their names; those that are left are taken in the order of the table. */
    CalibrationNodeParameters(NodeParametersInput input) {
        List<String> left = new ArrayList<>(ImageColumns.ofFirst(input).stream().map(DataColumnSpec::getName).toList());
        deviationColumn = take(left, "deviation", "std", "uncertainty");
        truthColumn = take(left, "truth", "clean", "target");
        predictionColumn = orFirst(take(left, "prediction", "mean", "dehazed"), left);
        deviationColumn = orFirst(deviationColumn, left);
        truthColumn = orFirst(truthColumn, left);
    }

    /** Takes the first column whose name has one of the words; an empty text if there is none. */
    private static String take(List<String> left, String... words) {
        for (String word : words) {
            for (String name : left) {
                if (name.toLowerCase(Locale.ROOT).contains(word)) {
                    left.remove(name);
                    return name;
                }
            }
        }
        return "";
    }

    private static String orFirst(String chosen, List<String> left) {
        return !chosen.isEmpty() || left.isEmpty() ? chosen : left.remove(0);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        Limits.check("number of bins", bins, FEWEST_BINS, MOST_BINS);
        Limits.checkFileName(fileName, "reliability.svg");
    }
}
