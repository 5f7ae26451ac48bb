// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

/** Says that a node cannot work with its settings or its inputs. */
public class InvalidSettingsException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What is wrong, and what to change. */
    public InvalidSettingsException(final String message) {
        super(message);
    }

    /** What is wrong, and why. */
    public InvalidSettingsException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
