// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.training;

import org.hazelab.imaging.task.Progress;

/** Asks whether the user has cancelled, and reports nothing: for work that is too short for words of its own. */
final class SilentProgress implements Progress {

    private final Progress progress;

    private SilentProgress(Progress progress) {
        this.progress = progress;
    }

    static Progress of(Progress progress) {
        return new SilentProgress(progress);
    }

    @Override
    public void report(double fraction, String message) {
        // too short for words of its own
    }

    @Override
    public void checkCanceled() {
        progress.checkCanceled();
    }
}
