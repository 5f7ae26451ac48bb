// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.updates;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Shows, hides, enables or disables a widget depending on others. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Effect {

    /** When. */
    Class<? extends EffectPredicateProvider> predicate();

    /** What. */
    EffectType type();

    /** What happens to the widget. */
    enum EffectType {
        /** Can be changed only if true. */
        ENABLE,
        /** Cannot be changed if true. */
        DISABLE,
        /** Is there only if true. */
        SHOW,
        /** Is not there if true. */
        HIDE
    }
}
