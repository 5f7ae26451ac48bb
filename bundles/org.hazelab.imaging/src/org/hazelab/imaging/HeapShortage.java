// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging;

/** What it means for the user that Java's memory was too small for a piece of work. */
public final class HeapShortage {

    private static final String MORE = "Give Java more memory (-Xmx, for KNIME in knime.ini)";

    private HeapShortage() {
    }

    /**
     * The failure in the user's language.
     *
     * @param work what there was not enough memory for, such as {@code one tile of 128 x 128 pixels}
     * @param smaller what would take less, such as {@code choose a smaller tile}; empty if nothing would
     */
    public static HazeLabException failure(String work, String smaller, OutOfMemoryError cause) {
        return new HazeLabException("There is not enough memory for " + work,
            smaller.isEmpty() ? MORE : MORE + ", or " + smaller, cause);
    }
}
