// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.testing.dialog;

import org.knime.node.parameters.updates.EffectPredicate;

/** A predicate whose outcome is known. */
record Truth(boolean holds) implements EffectPredicate {

    @Override
    public EffectPredicate and(final EffectPredicate other) {
        return new Truth(holds && of(other));
    }

    @Override
    public EffectPredicate or(final EffectPredicate other) {
        return new Truth(holds || of(other));
    }

    @Override
    public EffectPredicate negate() {
        return new Truth(!holds);
    }

    static boolean of(final EffectPredicate predicate) {
        return ((Truth)predicate).holds;
    }
}
