// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import org.hazelab.standin.MessageAware;
import org.knime.core.node.message.Message;

/** Says that the user stopped the node. */
public class CanceledExecutionException extends Exception implements MessageAware {

    private static final long serialVersionUID = 1L;

    /** "Execution canceled". */
    public CanceledExecutionException() {
        super("Execution canceled");
    }

    @Override
    public Message getKNIMEMessage() {
        return Message.fromSummary(getMessage());
    }
}
