// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.workflow;

import java.util.List;
import java.util.Objects;

/** What a node shows its user. */
public final class NodeMessage {

    /** The kinds of messages. */
    public enum Type {
        /** Nothing to say. */
        RESET,
        /** Look at this. */
        WARNING,
        /** It failed. */
        ERROR
    }

    /** Nothing to say. */
    public static final NodeMessage NONE = new NodeMessage(Type.RESET, "", List.of());

    private final Type type;
    private final String message;
    private final List<String> resolutions;

    NodeMessage(final Type type, final String message, final List<String> resolutions) {
        this.type = Objects.requireNonNull(type);
        this.message = Objects.requireNonNull(message);
        this.resolutions = List.copyOf(resolutions);
    }

    /** A warning. */
    public static NodeMessage newWarning(final String message) {
        return new NodeMessage(Type.WARNING, message, List.of());
    }

    /** An error. */
    public static NodeMessage newError(final String message) {
        return new NodeMessage(Type.ERROR, message, List.of());
    }

    /** The kind. */
    public Type getMessageType() {
        return type;
    }

    /** The sentence. */
    public String getMessage() {
        return message;
    }

    /** What to do. */
    public List<String> getResolutions() {
        return resolutions;
    }

    @Override
    public boolean equals(final Object obj) {
        return obj instanceof NodeMessage m && type == m.type && message.equals(m.message)
            && resolutions.equals(m.resolutions);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, message, resolutions);
    }

    @Override
    public String toString() {
        return type + ": " + message;
    }
}
