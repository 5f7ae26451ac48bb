// SPDX-License-Identifier: Apache-2.0
package org.knime.core.util;

/** Says that something which must be unique is not. */
public class DuplicateKeyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param key what is there twice */
    public DuplicateKeyException(final String key) {
        this("Duplicate key detected: \"" + key + "\"", key);
    }

    /** A message of one's own, and what is there twice. */
    public DuplicateKeyException(final String message, final String key) {
        super(message);
    }
}
