// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.dehaze;

import java.util.Optional;
import java.util.function.Predicate;

import org.hazelab.knime.nodes.model.ModelPortObjectSpec;
import org.hazelab.methods.Method;
import org.hazelab.methods.MethodCatalog;
import org.hazelab.methods.MethodOption;
import org.hazelab.methods.Output;
import org.hazelab.methods.hazematching.HazeMatchingOptions;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;

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
        return i.getConstant(this::isShown);
    }

    /** @param input may be null where no node is there, as for a description */
    boolean isShown(NodeParametersInput input) {
        Optional<ModelPortObjectSpec> model = input == null ? Optional.empty()
            : input.getInPortSpec(MODEL_PORT).filter(ModelPortObjectSpec.class::isInstance)
                .map(ModelPortObjectSpec.class::cast);
        return model.flatMap(spec -> MethodCatalog.builtIn().find(spec.description().method())).map(uses::test)
            .orElse(true);
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
}
