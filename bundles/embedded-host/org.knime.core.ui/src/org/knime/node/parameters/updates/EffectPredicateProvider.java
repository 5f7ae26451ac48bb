// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.updates;

import java.util.function.Predicate;

import org.knime.node.parameters.NodeParametersInput;

/** Makes a predicate over the values of other fields. */
@FunctionalInterface
public interface EffectPredicateProvider {

    /** Makes the predicate. */
    EffectPredicate init(PredicateInitializer i);

    /** Knows the other fields. KNIME's references to text-or-enum fields are left out. */
    interface PredicateInitializer {

        /** A text field. */
        StringReference getString(Class<? extends ParameterReference<String>> reference);

        /** A truth value. */
        BooleanReference getBoolean(Class<? extends ParameterReference<Boolean>> reference);

        /** An enum. */
        <E extends Enum<E>> EnumReference<E> getEnum(Class<? extends ParameterReference<E>> reference);

        /** A predicate over the inputs of the node. */
        EffectPredicate getConstant(Predicate<NodeParametersInput> predicate);

        /** The predicate of another provider. */
        EffectPredicate getPredicate(Class<? extends EffectPredicateProvider> predicateProviderClass);

        /** A text field. */
        interface StringReference {

            /** Whether it has the text. */
            EffectPredicate isEqualTo(String value);
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
