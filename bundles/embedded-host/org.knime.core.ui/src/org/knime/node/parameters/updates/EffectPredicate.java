// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.updates;

import org.hazelab.standin.parameters.Condition;

/** Whether something happens to a widget. The host shows no dialog, but it can say the predicate in words. */
public interface EffectPredicate {

    /** Both. */
    default EffectPredicate and(final EffectPredicate other) {
        return Condition.join(" and ", this, other);
    }

    /** One or both. */
    default EffectPredicate or(final EffectPredicate other) {
        return Condition.join(" or ", this, other);
    }

    /** Not this. */
    default EffectPredicate negate() {
        return Condition.not(this);
    }
}
