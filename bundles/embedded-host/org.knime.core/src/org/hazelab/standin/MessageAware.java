// SPDX-License-Identifier: Apache-2.0
package org.hazelab.standin;

import org.knime.core.node.message.Message;

/** An exception that carries more than a sentence. */
public interface MessageAware {

    /** Summary, issue and resolutions. */
    Message getKNIMEMessage();
}
