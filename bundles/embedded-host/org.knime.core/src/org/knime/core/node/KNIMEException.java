// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import org.hazelab.standin.MessageAware;
import org.knime.core.node.message.Message;

/** Says why a node failed, in words made for its user. */
public final class KNIMEException extends Exception implements MessageAware {

    private static final long serialVersionUID = 1L;

    private final transient Message knimeMessage;

    private KNIMEException(final Message message, final Throwable cause) {
        super(message.getSummary(), cause);
        knimeMessage = message;
    }

    /** An exception with all of the message, and what caused it. */
    public static KNIMEException of(final Message message, final Throwable cause) {
        return new KNIMEException(message, cause);
    }

    @Override
    public Message getKNIMEMessage() {
        return knimeMessage;
    }
}
