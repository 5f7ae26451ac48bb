// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host.registry;

/** Says why a node that is registered cannot be used. */
public final class NodeLoadException extends Exception {

    private static final long serialVersionUID = 1L;

    NodeLoadException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
