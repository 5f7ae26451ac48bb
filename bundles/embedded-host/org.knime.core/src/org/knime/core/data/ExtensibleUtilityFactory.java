// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

import java.util.Objects;

/** A utility factory with a name. Kept of KNIME's contract: it is made for one value class. */
public abstract class ExtensibleUtilityFactory extends DataValue.UtilityFactory {

    /** @throws NullPointerException without a value class */
    public ExtensibleUtilityFactory(final Class<? extends DataValue> valueClass) {
        Objects.requireNonNull(valueClass, "Argument must not be null.");
    }

    /** The name of the value as people read it, e.g. "Number (Integer)". */
    public abstract String getName();
}
