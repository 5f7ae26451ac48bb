// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.testing.dialog;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.EffectPredicateProvider.PredicateInitializer;
import org.knime.node.parameters.updates.ParameterReference;

/** The values of the fields that have a name, and the inputs of the node: what predicates look at. */
final class Values implements PredicateInitializer {

    private final Map<Class<?>, Object> named = new HashMap<>();
    private final NodeParametersInput input;

    Values(final NodeParametersInput input) {
        this.input = input;
    }

    void put(final Class<?> reference, final Object value) {
        named.put(reference, value);
    }

    /** Whether what has the effect is shown; disabled counts as shown. */
    boolean isShown(final Effect effect) {
        return effect == null || switch (effect.type()) {
            case SHOW -> holds(effect.predicate());
            case HIDE -> !holds(effect.predicate());
            case ENABLE, DISABLE -> true;
        };
    }

    private boolean holds(final Class<? extends EffectPredicateProvider> provider) {
        return Truth.of(Reflection.create(provider).init(this));
    }

    private Object value(final Class<?> reference) {
        if (!named.containsKey(reference)) {
            throw new IllegalArgumentException("No field has @ValueReference(" + reference.getName() + ".class)");
        }
        return named.get(reference);
    }

    @Override
    public StringReference getString(final Class<? extends ParameterReference<String>> reference) {
        return text -> new Truth(text.equals(value(reference)));
    }

    @Override
    public BooleanReference getBoolean(final Class<? extends ParameterReference<Boolean>> reference) {
        return new BooleanReference() {
            @Override
            public EffectPredicate isTrue() {
                return new Truth((Boolean)value(reference));
            }

            @Override
            public EffectPredicate isFalse() {
                return new Truth(!(Boolean)value(reference));
            }
        };
    }

    @Override
    public <E extends Enum<E>> EnumReference<E> getEnum(final Class<? extends ParameterReference<E>> reference) {
        return new EnumReference<>() {
            @Override
            @SafeVarargs
            public final EffectPredicate isOneOf(final E... constants) {
                return new Truth(Arrays.asList(constants).contains(value(reference)));
            }
        };
    }

    @Override
    public EffectPredicate getConstant(final Predicate<NodeParametersInput> predicate) {
        return new Truth(predicate.test(input));
    }

    @Override
    public EffectPredicate getPredicate(final Class<? extends EffectPredicateProvider> provider) {
        return Reflection.create(provider).init(this);
    }
}
