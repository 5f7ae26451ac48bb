// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.calibration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

import org.hazelab.knime.nodes.dialog.AtLeast;
import org.hazelab.knime.nodes.dialog.AtMost;
import org.hazelab.knime.nodes.dialog.IsFileName;
import org.hazelab.knime.nodes.dialog.IsGiven;
import org.hazelab.knime.nodes.dialog.PlaceMessage;
import org.hazelab.knime.nodes.dialog.Places;
import org.hazelab.knime.nodes.shared.ImageColumns;
import org.hazelab.knime.nodes.shared.Limits;
import org.hazelab.metrics.calibration.CalibrationStatistics;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.message.TextMessage;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.text.TextInputWidget;

/** What the dialog of Calibration asks. */
final class CalibrationNodeParameters implements NodeParameters {

    private static final int FEWEST_BINS = 2;
    private static final int MOST_BINS = 10_000;
    private static final String ENDING = ".svg";
    private static final String EXAMPLE = "reliability.svg";

    @Section(title = "Diagram file (SVG)", description = "The reliability diagram as a file, for papers and further "
        + "editing. The third output has it as a PNG image in any case.")
    @Advanced
    interface DiagramSection {
    }

    enum Variant {
        @Label(value = "Corrected", description = "Recommended.")
        CORRECTED,
        @Label(value = "Authors' script", description = "Reproduces the published numbers, including the known flaws "
            + "of the script (see the documentation).")
        AUTHORS
    }

    enum IfExists {
        @Label(value = "Fail", description = "The node fails before it reads the images, and leaves the old file as it "
            + "is.")
        FAIL,
        @Label(value = "Overwrite", description = "The old file is replaced once the new one is complete.")
        OVERWRITE
    }

    interface FolderReference extends ParameterReference<String> {
    }

    interface CreateFolderReference extends ParameterReference<Boolean> {
    }

    interface FileNameReference extends ParameterReference<String> {
    }

    static final class HasFolder extends IsGiven {
        HasFolder() {
            super(FolderReference.class);
        }
    }

    /** Says where the diagram goes. */
    static final class FileMessage extends PlaceMessage {

        private Supplier<String> folder;
        private Supplier<Boolean> createFolder;
        private Supplier<String> fileName;

        @Override
        public void init(StateProviderInitializer initializer) {
            super.init(initializer);
            folder = initializer.computeFromValueSupplier(FolderReference.class);
            createFolder = initializer.computeFromValueSupplier(CreateFolderReference.class);
            fileName = initializer.computeFromValueSupplier(FileNameReference.class);
        }

        @Override
        protected Optional<Look> question(NodeParametersInput input) {
            String name = fileName.get().strip();
            return Places.outputFile(folder.get(), name.endsWith(ENDING) ? name : name + ENDING, createFolder.get());
        }
    }

    @Widget(title = "Prediction column", description = "The predicted images: the means of the samples. The test "
        + "images, if connected, have columns of the same names.")
    @ChoicesProvider(ImageColumns.Choices.class)
    String predictionColumn = "";

    @Widget(title = "Standard deviation column", description = "The standard deviations of the samples, pixel by "
        + "pixel, in the units of the predictions.")
    @ChoicesProvider(ImageColumns.Choices.class)
    String deviationColumn = "";

    @Widget(title = "Ground truth column", description = "The images that should have been predicted, in the units of "
        + "the predictions.")
    @ChoicesProvider(ImageColumns.Choices.class)
    String truthColumn = "";

    @Widget(title = "Number of bins", description = "The number of bins of equal width that the range of the "
        + "deviations is divided into.")
    @NumberInputWidget(minValidation = AtLeast.N2.class, maxValidation = AtMost.N10000.class)
    int bins = CalibrationStatistics.DEFAULT_BINS;

    @Widget(title = "How the calibration is computed", description = "The script of HazeMatching's authors does a few "
        + "things that were probably not intended.", advanced = true)
    @ValueSwitchWidget
    Variant variant = Variant.CORRECTED;

    @Layout(DiagramSection.class)
    @Widget(title = "Folder (empty: no file)", description = "The folder to write the diagram to: a whole path on this "
        + "computer, or one relative to the workflow such as <tt>knime://knime.workflow/data/output</tt>. No file is "
        + "written if this is empty.")
    @TextInputWidget(placeholder = "knime://knime.workflow/data/output")
    @ValueReference(FolderReference.class)
    String folder = "";

    @Layout(DiagramSection.class)
    @Widget(title = "Create missing folders", description = "The folder is created if it does not exist.")
    @ValueReference(CreateFolderReference.class)
    @Effect(predicate = HasFolder.class, type = EffectType.SHOW)
    boolean createFolder = true;

    @Layout(DiagramSection.class)
    @Widget(title = "File name", description = "The name of the SVG file. The ending <tt>.svg</tt> is added where it "
        + "is missing.")
    @TextInputWidget(patternValidation = IsFileName.class)
    @ValueReference(FileNameReference.class)
    @Effect(predicate = HasFolder.class, type = EffectType.SHOW)
    String fileName = EXAMPLE;

    @TextMessage(FileMessage.class)
    @Layout(DiagramSection.class)
    @Effect(predicate = HasFolder.class, type = EffectType.SHOW)
    Void fileMessage;

    @Layout(DiagramSection.class)
    @Widget(title = "If the file exists", description = "What happens if there is a file of that name already.")
    @ValueSwitchWidget
    @Effect(predicate = HasFolder.class, type = EffectType.SHOW)
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
        if (!folder.isBlank()) {
            Limits.checkFileName(fileName, EXAMPLE);
        }
    }
}
