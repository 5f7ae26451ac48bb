// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.message;

import java.util.List;
import java.util.Objects;

import org.knime.core.node.workflow.HostAccess;
import org.knime.core.node.workflow.NodeMessage;

/** What a node tells its user: a summary, perhaps resolutions. Issues about single rows of KNIME's are left out. */
public final class Message {

    private final String summary;
    private final List<String> resolutions;

    private Message(final String summary, final List<String> resolutions) {
        this.summary = Objects.requireNonNull(summary, "Argument must not be null.");
        this.resolutions = resolutions;
    }

    /** A message of one sentence. */
    public static Message fromSummary(final String summary) {
        return new Message(summary, List.of());
    }

    /** A message that says what to do. */
    public static Message fromSummaryWithResolution(final String summary, final String... res) {
        return new Message(summary, List.of(res));
    }

    /** The summary. */
    public String getSummary() {
        return summary;
    }

    /** The message as a node shows it. */
    public NodeMessage toNodeMessage(final NodeMessage.Type type) {
        return HostAccess.newMessage(type, summary, resolutions);
    }

    @Override
    public String toString() {
        return summary;
    }
}
