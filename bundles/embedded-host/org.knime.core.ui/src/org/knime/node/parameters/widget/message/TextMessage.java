// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.message;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;

import org.knime.node.parameters.updates.StateProvider;

/** Shows a message in the dialog, in the place of a field of type {@link Void}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface TextMessage {

    /** The message, or nothing. */
    Class<? extends StateProvider<Optional<Message>>> value();

    /** A message. */
    record Message(String title, String description, MessageType type) {
    }

    /** The kinds of messages. */
    enum MessageType {
        /** Good to know. */
        INFO,
        /** Look at this. */
        WARNING,
        /** It cannot work so. */
        ERROR,
        /** It works. */
        SUCCESS
    }
}
