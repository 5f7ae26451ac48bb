// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.message;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Puts a message together. Kept of KNIME's contract: only the first issue is shown, without a summary there is none.
 */
public final class MessageBuilder {

    private String summary;
    private Issue firstIssue;
    private long issueCount;
    private final List<String> resolutions = new ArrayList<>();

    MessageBuilder() {
    }

    /** Sets the summary. */
    public MessageBuilder withSummary(final String text) {
        summary = text;
        return this;
    }

    /** Adds an issue in words. */
    public MessageBuilder addTextIssue(final String description) {
        return add(new Issue(-1, -1, -1, Objects.requireNonNull(description)));
    }

    /** Adds an issue with a row of an input; indices from zero. */
    public MessageBuilder addRowIssue(final int portIndex, final long rowIndex, final String description) {
        return add(new Issue(notNegative(portIndex), -1, notNegative(rowIndex), description));
    }

    /** Adds an issue with a cell of an input; indices from zero. */
    public MessageBuilder addRowIssue(final int portIndex, final int columnIndex, final long rowIndex,
        final String description) {
        return add(new Issue(notNegative(portIndex), notNegative(columnIndex), notNegative(rowIndex), description));
    }

    private static int notNegative(final int index) {
        return (int)notNegative((long)index);
    }

    private static long notNegative(final long index) {
        if (index < 0) {
            throw new IllegalArgumentException("Invalid index, must be >= 0: " + index);
        }
        return index;
    }

    private MessageBuilder add(final Issue issue) {
        firstIssue = firstIssue == null ? issue : firstIssue;
        issueCount++;
        return this;
    }

    /** Adds what the user can do. */
    public MessageBuilder addResolutions(final String... res) {
        for (String resolution : res) {
            Objects.requireNonNull(resolution, "Argument must not contain null elements");
        }
        resolutions.addAll(Arrays.asList(res));
        return this;
    }

    /** The summary, if set. */
    public Optional<String> getSummary() {
        return Optional.ofNullable(summary);
    }

    /** The first issue in words, if there is one. */
    public Optional<String> getFirstIssue() {
        return Optional.ofNullable(firstIssue).map(Issue::text);
    }

    /** The number of issues added. */
    public long getIssueCount() {
        return issueCount;
    }

    /** The message, or nothing without a summary. */
    public Optional<Message> build() {
        return getSummary().map(s -> new Message(s, firstIssue, resolutions));
    }
}
