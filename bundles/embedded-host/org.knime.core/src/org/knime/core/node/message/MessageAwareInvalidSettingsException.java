// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.message;

import org.hazelab.standin.MessageAware;
import org.knime.core.node.InvalidSettingsException;

/** Invalid settings with issue and resolutions. */
final class MessageAwareInvalidSettingsException extends InvalidSettingsException implements MessageAware {

    private static final long serialVersionUID = 1L;

    private final transient Message knimeMessage;

    MessageAwareInvalidSettingsException(final Message message, final Throwable cause) {
        super(message.getSummary(), cause);
        knimeMessage = message;
    }

    @Override
    public Message getKNIMEMessage() {
        return knimeMessage;
    }
}
