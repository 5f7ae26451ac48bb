// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.image;

import org.knime.core.data.DataValue;
import org.knime.core.data.ExtensibleUtilityFactory;

/** A cell that holds an image. */
public interface ImageValue extends DataValue {

    /** Names the value. */
    UtilityFactory UTILITY = new ExtensibleUtilityFactory(ImageValue.class) {
        @Override
        public String getName() {
            return "Image";
        }
    };

    /** The image. */
    ImageContent getImageContent();

    /** The ending of files in the image's own format, without the dot. */
    String getImageExtension();
}
