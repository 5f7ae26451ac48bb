// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.message;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.workflow.NodeMessage;

/** What a node tells its user: a summary, perhaps an issue, perhaps resolutions. */
public final class Message {

    private final String summary;
    private final Issue issue;
    private final List<String> resolutions;

    Message(final String summary, final Issue issue, final List<String> resolutions) {
        this.summary = Objects.requireNonNull(summary);
        this.issue = issue;
        this.resolutions = List.copyOf(resolutions);
    }

    /** Starts a message. */
    public static MessageBuilder builder() {
        return new MessageBuilder();
    }

    /** A message of one sentence. */
    public static Message fromSummary(final String summary) {
        return fromSummaryWithResolution(summary);
    }

    /** A message that says what to do. */
    public static Message fromSummaryWithResolution(final String summary, final String... res) {
        return builder().withSummary(summary).addResolutions(res).build()
            .orElseThrow(() -> new IllegalArgumentException("argument must not be null"));
    }

    /** A message about one cell of an input. */
    public static Message fromRowIssue(final String summary, final int portIndex, final long row, final int column,
        final String description) {
        return builder().withSummary(summary).addRowIssue(portIndex, column, row, description).build()
            .orElseThrow(() -> new IllegalArgumentException("argument must not be null"));
    }

    /** The summary. */
    public String getSummary() {
        return summary;
    }

    /** What to do, possibly nothing. */
    public List<String> getResolutions() {
        return resolutions;
    }

    Optional<Issue> getIssue() {
        return Optional.ofNullable(issue);
    }

    /** The same message with the rows around an issue written out, which needs the node's inputs. */
    public Message renderIssueDetails(final PortObject[] inputs) {
        return issue == null ? this : new Message(summary, issue.rendered(inputs), resolutions);
    }

    /** Summary and issue on lines of their own. */
    public String toLogPrintable() {
        return issue == null ? summary : summary + "\n" + issue.text();
    }

    /** The message as a node shows it. */
    public NodeMessage toNodeMessage(final NodeMessage.Type type) {
        return new NodeMessage(type, summary, issue == null ? null : issue.text(), resolutions);
    }

    /** The message as an exception for configure and for settings. */
    public InvalidSettingsException toInvalidSettingsException() {
        return toInvalidSettingsException(null);
    }

    /** The message as an exception for configure and for settings, with a cause. */
    public InvalidSettingsException toInvalidSettingsException(final Throwable cause) {
        return new MessageAwareInvalidSettingsException(this, cause);
    }

    /** The message as an exception for execute. */
    public KNIMEException toKNIMEException() {
        return KNIMEException.of(this);
    }

    /** The message as an exception for execute, with a cause. */
    public KNIMEException toKNIMEException(final Throwable cause) {
        return KNIMEException.of(this, cause);
    }

    @Override
    public boolean equals(final Object obj) {
        return obj instanceof Message m && summary.equals(m.summary) && Objects.equals(issue, m.issue)
            && resolutions.equals(m.resolutions);
    }

    @Override
    public int hashCode() {
        return Objects.hash(summary, issue, resolutions);
    }

    @Override
    public String toString() {
        return toLogPrintable();
    }
}
