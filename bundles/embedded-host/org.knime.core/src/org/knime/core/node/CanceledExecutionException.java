// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import org.hazelab.standin.MessageAware;
import org.knime.core.node.message.Message;

/** Says that the user stopped the node. */
public class CanceledExecutionException extends Exception implements MessageAware {

    private static final long serialVersionUID = 1L;

    private final transient Message knimeMessage;

    /** "Execution canceled". */
    public CanceledExecutionException() {
        this("Execution canceled");
    }

    /** A message of one's own. */
    public CanceledExecutionException(final String s) {
        this(Message.fromSummary(s));
    }

    /** A message with resolutions. */
    public CanceledExecutionException(final Message message) {
        super(message.getSummary());
        knimeMessage = message;
    }

    @Override
    public Message getKNIMEMessage() {
        return knimeMessage;
    }
}
