// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.modelreader;

import java.util.Optional;
import java.util.function.Supplier;

import org.hazelab.knime.nodes.dialog.PlaceMessage;
import org.hazelab.knime.nodes.dialog.Places;
import org.hazelab.knime.nodes.shared.NormalizationSource;
import org.hazelab.operations.models.NormalizationChoice;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.HorizontalLayout;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.message.TextMessage;
import org.knime.node.parameters.widget.message.TextMessage.Message;
import org.knime.node.parameters.widget.message.TextMessage.MessageType;
import org.knime.node.parameters.widget.text.TextInputWidget;

/** What the Model Reader's dialog asks. */
final class ModelReaderNodeParameters implements NodeParameters {

    @Section(title = "Normalization", description = "The mean that is subtracted from each pixel, and the standard "
        + "deviation that the rest is divided by, before the network sees an image. Wrong constants give wrong images.")
    @Advanced
    interface NormalizationSection {

        @HorizontalLayout
        @Effect(predicate = Constants.class, type = EffectType.SHOW)
        interface Pair {
        }
    }

    interface FileReference extends ParameterReference<String> {
    }

    interface MeanReference extends ParameterReference<String> {
    }

    interface StdReference extends ParameterReference<String> {
    }

    /**
     * Whether mean and standard deviation have an effect: if they are chosen, or were entered before for a model that
     * contains none.
     */
    static final class Constants implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            EffectPredicate entered = i.getString(MeanReference.class).isEqualTo("")
                .and(i.getString(StdReference.class).isEqualTo("")).negate();
            return i.getEnum(NormalizationSource.Reference.class).isOneOf(NormalizationSource.CUSTOM)
                .or(i.getEnum(NormalizationSource.Reference.class).isOneOf(NormalizationSource.FROM_MODEL)
                    .and(entered));
        }
    }

    /** Says in the dialog what the file is. */
    static final class FileMessage extends PlaceMessage {

        private Supplier<String> file;
        private Supplier<NormalizationSource> normalization;
        private Supplier<String> mean;
        private Supplier<String> std;

        @Override
        public void init(StateProviderInitializer initializer) {
            super.init(initializer);
            file = initializer.computeFromValueSupplier(FileReference.class);
            normalization = initializer.computeFromValueSupplier(NormalizationSource.Reference.class);
            mean = initializer.computeFromValueSupplier(MeanReference.class);
            std = initializer.computeFromValueSupplier(StdReference.class);
        }

        @Override
        protected Optional<Look> question(NodeParametersInput input) {
            try {
                return Places.model(file.get(), normalization.get().choice(mean.get(), std.get()));
            } catch (InvalidSettingsException e) {
                return Optional.of(workflow -> Optional.of(
                    new Message("Mean and standard deviation cannot be used", e.getMessage(), MessageType.ERROR)));
            }
        }
    }

    @Widget(title = "Model file",
        description = "The file to read: a whole path on this computer, or one relative to the "
            + "workflow such as <tt>knime://knime.workflow/data/model.safetensors</tt>.")
    @TextInputWidget(placeholder = "knime://knime.workflow/data/model.safetensors")
    @ValueReference(FileReference.class)
    String file = "knime://knime.workflow/data/model.safetensors";

    @TextMessage(FileMessage.class)
    Void fileMessage;

    @Layout(NormalizationSection.class)
    @Widget(title = NormalizationSource.TITLE, description = "The source of the mean and standard deviation "
        + "that images are normalized with.")
    @ValueReference(NormalizationSource.Reference.class)
    NormalizationSource normalization = NormalizationSource.FROM_MODEL;

    @Layout(NormalizationSection.Pair.class)
    @Widget(title = "Mean", description = NormalizationSource.MEAN)
    @TextInputWidget(placeholder = "493.8 1325.2", patternValidation = NormalizationSource.Numbers.class)
    @ValueReference(MeanReference.class)
    String normalizationMean = "";

    @Layout(NormalizationSection.Pair.class)
    @Widget(title = "Standard deviation", description = NormalizationSource.STD)
    @TextInputWidget(placeholder = "312.0 156.0", patternValidation = NormalizationSource.Numbers.class)
    @ValueReference(StdReference.class)
    String normalizationStd = "";

    NormalizationChoice choice() throws InvalidSettingsException {
        return normalization.choice(normalizationMean, normalizationStd);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (file.isBlank()) {
            throw new InvalidSettingsException("No file is given. Enter the model file to read.");
        }
        choice();
    }
}
