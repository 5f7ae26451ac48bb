// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging;

/**
 * A failure in the user's language: what went wrong, where, and what to do about it.
 *
 * <p>Thrown for anything a user can cause or correct (a bad file, a wrong setting, an image that does not fit). Errors
 * of ours stay ordinary runtime exceptions.
 */
public final class HazeLabException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String summary;
    private final String remedy;

    /**
     * @param summary one sentence that says what is wrong and where (file, row, column)
     * @param remedy one sentence that says what to change
     */
    public HazeLabException(String summary, String remedy) {
        this(summary, remedy, null);
    }

    /** As {@link #HazeLabException(String, String)}, keeping the technical cause for the log. */
    public HazeLabException(String summary, String remedy, @Nullable Throwable cause) {
        super(open(summary) + ". " + closed(remedy), cause);
        this.summary = open(summary);
        this.remedy = closed(remedy);
    }

    /** Without the full stop at its end; three dots stay. */
    private static String open(String sentence) {
        return sentence.endsWith(".") && !sentence.endsWith("..") ? sentence.substring(0, sentence.length() - 1)
            : sentence;
    }

    /** With a full stop at its end, unless another mark ends it. */
    private static String closed(String sentence) {
        return sentence.isEmpty() || ".!?".indexOf(sentence.charAt(sentence.length() - 1)) >= 0 ? sentence
            : sentence + ".";
    }

    /** The summary and the remedy; never null. */
    @Override
    public String getMessage() {
        return summary + ". " + remedy;
    }

    /** What is wrong and where, without a full stop at its end. */
    public String summary() {
        return summary;
    }

    /** What the user can change, with a full stop at its end. */
    public String remedy() {
        return remedy;
    }

    /** The same failure, its summary preceded by the place it happened at, such as {@code Row "Row3"}. */
    public HazeLabException at(String place) {
        return new HazeLabException(place + ": " + summary, remedy, this);
    }
}
