// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.task;

import java.util.concurrent.CancellationException;

/**
 * Where long work says how far it is and learns that it is no longer wanted.
 *
 * <p>Any thread may call it. Work calls {@link #checkCanceled()} at least ten times a second.
 */
public interface Progress {

    /** Reports nothing and is never cancelled. */
    Progress NONE = new Progress() {
        @Override
        public void report(double fraction, String message) {
            // there is no listener
        }

        @Override
        public void checkCanceled() {
            // never cancelled
        }
    };

    /**
     * Says how far the work is.
     *
     * @param fraction from 0 to 1
     * @param message what is being done, in words, such as {@code Image 3 of 10: transmission}
     */
    void report(double fraction, String message);

    /** @throws CancellationException if the user has cancelled */
    void checkCanceled();

    /** The share of this progress from {@code from} to {@code to}; its messages follow {@code prefix}. */
    default Progress part(double from, double to, String prefix) {
        Progress whole = this;
        return new Progress() {
            @Override
            public void report(double fraction, String message) {
                whole.report(from + fraction * (to - from), prefix + message);
            }

            @Override
            public void checkCanceled() {
                whole.checkCanceled();
            }
        };
    }

    /** Learns of a cancel as this does, and reports nothing: for work that is too short for words of its own. */
    default Progress silent() {
        Progress whole = this;
        return new Progress() {
            @Override
            public void report(double fraction, String message) {
                // too short for words of its own
            }

            @Override
            public void checkCanceled() {
                whole.checkCanceled();
            }
        };
    }
}
