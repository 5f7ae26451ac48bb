// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.scoring;

import java.util.Optional;

/** A row of a table of images or of references; nothing is read before it is asked for. */
public interface ImageRow {

    /** The row key, which messages call the row by. */
    String key();

    /** The name of the image; empty if the table has no names, or this row has none. */
    Optional<String> name();

    /** The image. */
    ImageSource image();

    /** The reference that stands in the same row; empty if references do not come from the same table. */
    Optional<ImageSource> reference();
}
