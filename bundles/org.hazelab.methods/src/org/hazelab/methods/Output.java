// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods;

import java.util.Objects;

/**
 * What a method gives beside the dehazed image, as the method declares it.
 *
 * @param key tells it from others, and is the name of its column; never changes
 * @param title as it follows "The ", such as {@code transmission map}
 * @param kind what it is
 * @param description what it is, as it follows the name of its column in brackets: {@code image: 1 where there is no
 *     haze}. Empty for samples, which have a table of their own
 * @param absent why an image may have none, in sentences
 */
public record Output(String key, String title, Kind kind, String description, String absent) {

    /** What an output is. */
    public enum Kind {
        /** An image for each hazy one, of its size, with a column of its own. */
        IMAGE,
        /** As {@link #IMAGE}: a standard deviation of the dehazed image, which a calibration scales. */
        DEVIATION,
        /** Several dehazed images for each hazy one, which go to a table of their own as they are finished. */
        SAMPLES
    }

    public Output {
        Objects.requireNonNull(key);
        Objects.requireNonNull(title);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(description);
        Objects.requireNonNull(absent);
    }

    /** An image for each hazy one that is always there. */
    public static Output image(String key, String title, String description) {
        return new Output(key, title, Kind.IMAGE, description, "The method gave none.");
    }

    /** Whether it has a column beside that of the dehazed image. */
    public boolean hasColumn() {
        return kind != Kind.SAMPLES;
    }
}
