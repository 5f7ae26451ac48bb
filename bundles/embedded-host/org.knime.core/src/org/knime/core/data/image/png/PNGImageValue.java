// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.image.png;

import org.knime.core.data.ExtensibleUtilityFactory;
import org.knime.core.data.image.ImageValue;

/** A cell that holds a PNG image. */
public interface PNGImageValue extends ImageValue {

    /** Names the value. */
    UtilityFactory UTILITY = new ExtensibleUtilityFactory(PNGImageValue.class) {
        @Override
        public String getName() {
            return "Image (PNG)";
        }
    };

    @Override
    PNGImageContent getImageContent();

    /** Whether two values hold the same bytes. */
    static boolean equalContent(final PNGImageValue v1, final PNGImageValue v2) {
        return v1.getImageContent().equals(v2.getImageContent());
    }
}
