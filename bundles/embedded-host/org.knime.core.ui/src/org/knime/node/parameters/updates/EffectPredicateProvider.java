// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.updates;

import java.util.function.Predicate;

import org.hazelab.standin.parameters.Condition;
import org.knime.node.parameters.NodeParametersInput;

/** Makes a predicate over the values of other fields. */
@FunctionalInterface
public interface EffectPredicateProvider {

    /** Makes the predicate. */
    EffectPredicate init(PredicateInitializer i);

    /** All of them. */
    default EffectPredicate and(final EffectPredicate... predicates) {
        return Condition.join(" and ", predicates);
    }

    /** At least one of them. */
    default EffectPredicate or(final EffectPredicate... predicates) {
        return Condition.join(" or ", predicates);
    }

    /** Not this. */
    default EffectPredicate not(final EffectPredicate predicate) {
        return Condition.not(predicate);
    }

    /** Knows the other fields. KNIME's references to text-or-enum fields are left out. */
    interface PredicateInitializer {

        /** A text field. */
        StringReference getString(Class<? extends ParameterReference<String>> reference);

        /** A truth value. */
        BooleanReference getBoolean(Class<? extends ParameterReference<Boolean>> reference);

        /** An enum. */
        <E extends Enum<E>> EnumReference<E> getEnum(Class<? extends ParameterReference<E>> reference);

        /** Whether there is no field of that name. */
        boolean isMissing(Class<? extends ParameterReference<?>> reference);

        /** A predicate over the inputs of the node. */
        EffectPredicate getConstant(Predicate<NodeParametersInput> predicate);

        /** False. */
        default EffectPredicate never() {
            return getConstant(context -> false);
        }

        /** True. */
        default EffectPredicate always() {
            return getConstant(context -> true);
        }

        /** The predicate of another provider. */
        EffectPredicate getPredicate(Class<? extends EffectPredicateProvider> predicateProviderClass);

        /** The predicate of another provider. */
        EffectPredicate getPredicate(EffectPredicateProvider predicateProvider);

        /** A text field. */
        interface StringReference {

            /** Whether it has the text. */
            EffectPredicate isEqualTo(String value);

            /** Whether all of it matches the regular expression. */
            EffectPredicate matchesPattern(String pattern);
        }

        /** A truth value. */
        interface BooleanReference {

            /** Whether it is true. */
            EffectPredicate isTrue();

            /** Whether it is false. */
            EffectPredicate isFalse();
        }

        /** An enum. */
        interface EnumReference<E extends Enum<E>> {

            /** Whether it is one of the constants. */
            @SuppressWarnings("unchecked")
            EffectPredicate isOneOf(E... values);
        }
    }
}
