// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.shared;

import org.hazelab.imaging.Nullable;
import org.hazelab.methods.hazematching.HazeMatchingModel;
import org.hazelab.methods.hazematching.Normalization;
import org.hazelab.methods.hazematching.Normalization.Preset;
import org.hazelab.operations.models.NormalizationChoice;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.widget.choices.Label;

/** Where the constants come from that images are normalised with: what the dialogs of several nodes ask. */
public enum NormalizationSource {
    @Label(value = "From the model", description = "As the model says. If it does not say, as is so with checkpoints "
        + "that "
        + "HazeMatching's authors have published, mean and standard deviation below are used.")
    FROM_MODEL(null),
    @Label(value = "HazeMatching: zebrafish, channel 0", description = "The authors' constants for this data set.")
    ZEBRAFISH_CH0(Preset.ZEBRAFISH_CH0),
    @Label(value = "HazeMatching: zebrafish, channel 1", description = "The authors' constants for channel 1.")
    ZEBRAFISH_CH1(Preset.ZEBRAFISH_CH1),
    @Label(value = "HazeMatching: zebrafish, channel 2", description = "The authors' constants for channel 2.")
    ZEBRAFISH_CH2(Preset.ZEBRAFISH_CH2),
    @Label(value = "HazeMatching: organoids 1", description = "The authors' constants for the first set of organoids.")
    ORGANOIDS1(Preset.ORGANOIDS1),
    @Label(value = "HazeMatching: organoids 2", description = "The authors' constants for the second set of organoids.")
    ORGANOIDS2(Preset.ORGANOIDS2),
    @Label(value = "HazeMatching: microtubule", description = "The authors' constants for microtubules.")
    MICROTUBULE(Preset.MICROTUBULE),
    @Label(value = "HazeMatching: neuron", description = "The authors' constants for neurons.")
    NEURON(Preset.NEURON),
    @Label(value = "Mean and standard deviation below", description = "Even if the model says something else.")
    CUSTOM(null);

    /** How the field of the means is described in every dialog. */
    public static final String MEAN =
        "The mean of all training images: two numbers, of the clean and of the hazy images, "
            + "such as <tt>493.8 1325.2</tt>, or one number for both. May be empty if the model says it.";
    /** As {@link #MEAN}, for the deviations. */
    public static final String STD =
        "The standard deviation of all training images: two numbers, of the clean and of the "
            + "hazy images, or one number for both. May be empty if the model says it.";

    /** The dialog's choice, for fields that depend on it. */
    public interface Reference extends ParameterReference<NormalizationSource> {
    }

    /** Whether the fields of mean and standard deviation are asked for. */
    public static final class AsksForNumbers implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(Reference.class).isOneOf(FROM_MODEL, CUSTOM);
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
                    + "another normalisation.");
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
