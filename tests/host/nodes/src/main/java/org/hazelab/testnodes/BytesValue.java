// SPDX-License-Identifier: Apache-2.0
package org.hazelab.testnodes;

import org.knime.core.data.ExtensibleUtilityFactory;
import org.knime.core.data.image.ImageValue;

/** A cell with bytes in a file store. */
public interface BytesValue extends ImageValue {

    /** Names the value. */
    UtilityFactory UTILITY = new ExtensibleUtilityFactory(BytesValue.class) {
        @Override
        public String getName() {
            return "Test Bytes";
        }
    };

    /** The bytes. */
    byte[] bytes();
}
