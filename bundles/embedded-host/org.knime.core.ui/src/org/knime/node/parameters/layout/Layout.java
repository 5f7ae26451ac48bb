// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.layout;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Puts a field or group into a section. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Layout {

    /** The layout class. */
    Class<?> value();
}
