// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.shared;

import org.hazelab.imaging.Nullable;
import org.hazelab.methods.hazematching.HazeMatchingModel;
import org.hazelab.methods.hazematching.Normalization;
import org.hazelab.methods.hazematching.Normalization.Preset;
import org.hazelab.operations.models.NormalizationChoice;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.text.TextInputWidgetValidation.PatternValidation;

/** Where the constants come from that images are normalized with: what the dialogs of several nodes ask. */
public enum NormalizationSource {
    @Label(value = "The model", description = "Uses the constants stored in the model. Published HazeMatching "
        + "checkpoints do not contain any: enter them, or choose a data set.")
    FROM_MODEL(null),
    @Label(value = "HazeMatching: zebrafish, channel 0",
        description = "The published mean and standard deviation: clean images "
            + "87.7, 51.1; hazy images 176.0, 39.3.")
    ZEBRAFISH_CH0(Preset.ZEBRAFISH_CH0),
    @Label(value = "HazeMatching: zebrafish, channel 1",
        description = "The published mean and standard deviation: clean images "
            + "53.2, 30.3; hazy images 155.6, 23.2.")
    ZEBRAFISH_CH1(Preset.ZEBRAFISH_CH1),
    @Label(value = "HazeMatching: zebrafish, channel 2",
        description = "The published mean and standard deviation: clean images "
            + "62.9, 32.8; hazy images 162.7, 27.6.")
    ZEBRAFISH_CH2(Preset.ZEBRAFISH_CH2),
    @Label(value = "HazeMatching: organoids 1", description = "The published mean and standard deviation: clean images "
        + "493.8, 312.0; hazy images 1325.2, 156.0.")
    ORGANOIDS1(Preset.ORGANOIDS1),
    @Label(value = "HazeMatching: organoids 2", description = "The published mean and standard deviation: clean images "
        + "2480.7, 2576.4; hazy images 7911.7, 6652.1.")
    ORGANOIDS2(Preset.ORGANOIDS2),
    @Label(value = "HazeMatching: microtubule", description = "The published mean and standard deviation: clean images "
        + "50.9, 31.7; hazy images 145.1, 27.8.")
    MICROTUBULE(Preset.MICROTUBULE),
    @Label(value = "HazeMatching: neuron", description = "The published mean and standard deviation: clean images "
        + "37881.4, 116733.9; hazy images 101.1, 2.8.")
    NEURON(Preset.NEURON),
    @Label(value = "Custom", description = "Uses the mean and standard deviation that are entered here, even if the "
        + "model contains others.")
    CUSTOM(null);

    /** The title of the choice. */
    public static final String TITLE = "Mean and standard deviation of";
    /** How the field of the means is described in every dialog. */
    public static final String MEAN =
        "The mean of all training images: two numbers, for the clean and for the hazy images, "
            + "such as <tt>493.8 1325.2</tt>, or one number for both.";
    /** As {@link #MEAN}, for the deviations. */
    public static final String STD =
        "The standard deviation of all training images: two numbers above 0, for the clean "
            + "and for the hazy images, such as <tt>312.0 156.0</tt>, or one number for both.";

    /** The dialog's choice, for fields that depend on it. */
    public interface Reference extends ParameterReference<NormalizationSource> {
    }

    /** Nothing, one number or two, the second after a blank, comma or semicolon. */
    public static class Numbers extends PatternValidation {
        private static final String NUMBER = "[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?";

        @Override
        protected String getPattern() {
            return "\\s*(" + NUMBER + "([\\s,;]+" + NUMBER + ")?)?\\s*";
        }

        @Override
        public String getErrorMessage() {
            return "Enter one number, or two of them with a blank between.";
        }
    }

    private final @Nullable Preset preset;

    NormalizationSource(@Nullable Preset preset) {
        this.preset = preset;
    }

    /**
     * What the dialog's fields mean.
     *
     * @param mean two numbers, one, or none
     * @param std as {@code mean}, above 0
     * @throws InvalidSettingsException if they are no such numbers, or one is given without the other
     */
    public NormalizationChoice choice(String mean, String std) throws InvalidSettingsException {
        if (preset != null) {
            return new NormalizationChoice(HazeMatchingModel.METHOD, HazeMatchingModel.entries(preset.normalization()),
                true);
        }
        if (mean.isBlank() != std.isBlank()) {
            throw new InvalidSettingsException(
                "Of mean and standard deviation only one is given. Enter both, or none.");
        }
        if (mean.isBlank()) {
            if (this == CUSTOM) {
                throw new InvalidSettingsException("No mean and standard deviation are given. Enter both, or choose "
                    + "another normalization.");
            }
            return NormalizationChoice.OF_MODEL;
        }
        double[] means = numbers("mean", mean);
        double[] stds = numbers("standard deviation", std);
        if (!(stds[0] > 0 && stds[1] > 0)) {
            throw new InvalidSettingsException("The standard deviation is \"" + std + "\". Enter numbers above 0.");
        }
        return new NormalizationChoice(HazeMatchingModel.METHOD,
            HazeMatchingModel.entries(new Normalization(means[0], stds[0], means[1], stds[1])), this == CUSTOM);
    }

    private static double[] numbers(String what, String text) throws InvalidSettingsException {
        String[] parts = text.strip().split("[\\s,;]+");
        try {
            double first = Double.parseDouble(parts[0]);
            double second = parts.length > 1 ? Double.parseDouble(parts[1]) : first;
            if (parts.length <= 2 && Double.isFinite(first) && Double.isFinite(second)) {
                return new double[] {first, second};
            }
        } catch (NumberFormatException e) {
            throw new InvalidSettingsException(refusal(what, text), e);
        }
        throw new InvalidSettingsException(refusal(what, text));
    }

    private static String refusal(String what, String text) {
        return "The " + what + " is \"" + text + "\". Enter one number, or two of them with a blank between.";
    }
}
