// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.dehaze;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.hazelab.knime.nodes.dialog.InputCondition;
import org.hazelab.knime.nodes.dialog.Inputs;
import org.hazelab.knime.nodes.model.ModelPortObjectSpec;
import org.hazelab.knime.nodes.shared.NormalizationSource;
import org.hazelab.methods.Method;
import org.hazelab.methods.MethodCatalog;
import org.hazelab.methods.MethodOption;
import org.hazelab.methods.Output;
import org.hazelab.methods.hazeflow.HazeFlowOptions;
import org.hazelab.methods.hazematching.HazeMatchingModel;
import org.hazelab.methods.hazematching.HazeMatchingOptions;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.widget.message.TextMessage.Message;
import org.knime.node.parameters.widget.message.TextMessage.MessageType;

/**
 * Whether a field of the dialog is shown: where the method of the connected model has a use for it, or it is not known
 * which method that is.
 */
abstract class ModelUses implements EffectPredicateProvider {

    private static final int MODEL_PORT = 1;

    private final Predicate<Method> uses;

    private ModelUses(Predicate<Method> uses) {
        this.uses = uses;
    }

    private static Predicate<Method> declares(MethodOption<?> asked) {
        return method -> method.options().stream().anyMatch(option -> option.key().equals(asked.key()));
    }

    private static Predicate<Method> gives(Output.Kind kind) {
        return method -> method.outputs().stream().anyMatch(output -> output.kind() == kind);
    }

    @Override
    public EffectPredicate init(PredicateInitializer i) {
        return i.getConstant(new InputCondition("the method of the model uses it", this::isShown));
    }

    /** @param input may be null where no node is there, as for a description */
    boolean isShown(NodeParametersInput input) {
        return model(input).flatMap(spec -> MethodCatalog.builtIn().find(spec.description().method())).map(uses::test)
            .orElse(true);
    }

    private static Optional<ModelPortObjectSpec> model(NodeParametersInput input) {
        return input == null ? Optional.empty()
            : input.getInPortSpec(MODEL_PORT).filter(ModelPortObjectSpec.class::isInstance)
                .map(ModelPortObjectSpec.class::cast);
    }

    static final class NumberOfSamples extends ModelUses {
        NumberOfSamples() {
            super(declares(HazeMatchingOptions.SAMPLES));
        }
    }

    static final class TimePoints extends ModelUses {
        TimePoints() {
            super(declares(HazeMatchingOptions.TIME_POINTS));
        }
    }

    /** Whether the steps of the sampling are asked for. */
    static final class StandardSampling implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getPredicate(TimePoints.class).and(i.getEnum(Sampling.Reference.class)
                .isOneOf(Sampling.STANDARD));
        }
    }

    static final class Background extends ModelUses {
        Background() {
            super(declares(HazeMatchingOptions.BACKGROUND));
        }
    }

    static final class Temperature extends ModelUses {
        Temperature() {
            super(declares(HazeMatchingOptions.TEMPERATURE));
        }
    }

    static final class Noise extends ModelUses {
        Noise() {
            super(declares(HazeMatchingOptions.NOISE));
        }
    }

    /** The first transmission map, and with it all that only HazeFlow has a use for. */
    static final class Transmission extends ModelUses {
        Transmission() {
            super(declares(HazeFlowOptions.TRANSMISSION_MAP));
        }
    }

    /** Constants that images are normalized by. */
    static final class Normalization extends ModelUses {
        Normalization() {
            super(Method::normalizes);
        }
    }

    static final class Samples extends ModelUses {
        Samples() {
            super(gives(Output.Kind.SAMPLES));
        }
    }

    static final class Deviation extends ModelUses {
        Deviation() {
            super(gives(Output.Kind.DEVIATION));
        }
    }

    /** Whether there is something to calibrate, and a calibration. */
    static final class CalibratedDeviation implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getPredicate(Deviation.class).and(i.getPredicate(Inputs.SecondTable.class));
        }
    }

    /** Whether mean and standard deviation have to be entered. */
    static final class Constants implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            EffectPredicate lacking = i.getEnum(NormalizationSource.Reference.class)
                .isOneOf(NormalizationSource.FROM_MODEL).and(i.getConstant(
                    new InputCondition("the model has none", ModelUses::lacksConstants)));
            return i.getEnum(NormalizationSource.Reference.class).isOneOf(NormalizationSource.CUSTOM).or(lacking);
        }
    }

    /** Says that the model needs constants and has none. */
    static final class ConstantsMessage implements StateProvider<Optional<Message>> {

        private Supplier<NormalizationSource> source;

        @Override
        public void init(StateProviderInitializer initializer) {
            initializer.computeBeforeOpenDialog();
            source = initializer.computeFromValueSupplier(NormalizationSource.Reference.class);
        }

        @Override
        public Optional<Message> computeState(NodeParametersInput input) {
            return source.get() == NormalizationSource.FROM_MODEL && lacksConstants(input)
                ? Optional.of(new Message("The model contains no mean and standard deviation",
                    "Show the advanced settings. Under Normalization, enter those of the training images, or choose "
                        + "the data set.",
                    MessageType.WARNING))
                : Optional.empty();
        }
    }

    /** Whether a model is known that has no constants and will not get them by a training. */
    private static boolean lacksConstants(NodeParametersInput input) {
        return model(input).map(ModelPortObjectSpec::description)
            .filter(model -> MethodCatalog.builtIn().find(model.method()).map(Method::normalizes).orElse(true))
            .filter(model -> model.normalization().texts().isEmpty() && !HazeMatchingModel.isPlan(model)).isPresent();
    }
}
