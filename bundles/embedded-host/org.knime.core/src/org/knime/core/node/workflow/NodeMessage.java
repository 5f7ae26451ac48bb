// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.workflow;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

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
    public static final NodeMessage NONE = new NodeMessage(Type.RESET, "");

    private final Type type;
    private final String message;
    private final String issue;
    private final List<String> resolutions;

    /** A message of one sentence. */
    public NodeMessage(final Type type, final String message) {
        this(type, message, null, List.of());
    }

    /** @param issue more about it, or null */
    public NodeMessage(final Type type, final String message, final String issue, final List<String> resolutions) {
        this.type = Objects.requireNonNull(type);
        this.message = Objects.requireNonNull(message);
        this.issue = issue;
        this.resolutions = List.copyOf(resolutions);
    }

    /** A warning. */
    public static final NodeMessage newWarning(final String message) {
        return new NodeMessage(Type.WARNING, message);
    }

    /** An error. */
    public static final NodeMessage newError(final String message) {
        return new NodeMessage(Type.ERROR, message);
    }

    /** The kind. */
    public Type getMessageType() {
        return type;
    }

    /** The sentence. */
    public String getMessage() {
        return message;
    }

    /** More about it. */
    public Optional<String> getIssue() {
        return Optional.ofNullable(issue);
    }

    /** What to do. */
    public List<String> getResolutions() {
        return resolutions;
    }

    @Override
    public boolean equals(final Object obj) {
        return obj instanceof NodeMessage m && type == m.type && message.equals(m.message)
            && Objects.equals(issue, m.issue) && resolutions.equals(m.resolutions);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, message, issue, resolutions);
    }

    @Override
    public String toString() {
        return type + ": " + message;
    }
}
