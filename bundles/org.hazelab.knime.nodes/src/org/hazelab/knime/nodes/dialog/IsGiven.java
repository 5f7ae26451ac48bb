// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.dialog;

import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;

/** Whether a text field has a text: what depends on a file or folder is hidden until one is given. */
public abstract class IsGiven implements EffectPredicateProvider {

    private final Class<? extends ParameterReference<String>> field;

    /** @param field the name of the text field */
    protected IsGiven(Class<? extends ParameterReference<String>> field) {
        this.field = field;
    }

    @Override
    public EffectPredicate init(PredicateInitializer i) {
        return i.getString(field).isEqualTo("").negate();
    }
}
