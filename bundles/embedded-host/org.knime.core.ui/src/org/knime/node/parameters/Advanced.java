// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Folds a field, a group or a section away. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Advanced {
}
