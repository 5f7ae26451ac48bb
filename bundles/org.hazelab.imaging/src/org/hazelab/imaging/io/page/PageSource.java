// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.page;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;

/** The pages of an opened image file, each described and decoded without touching the others. */
public interface PageSource {

    /** The name of the format, as users know it. */
    String format();

    int pages();

    /** What is known of a page before it is decoded. */
    Page page(int index) throws HazeLabException;

    /**
     * Finds before anything is allocated that the file is too short for what the page declares.
     *
     * @throws HazeLabException if so, or if what it declares makes no sense
     */
    void checkLength(int index) throws HazeLabException;

    /**
     * Decodes a page, not turned by its orientation.
     *
     * @param planes where the pixels go: the page's channels, each of its width times height, row by row
     */
    void decode(int index, float[][] planes, Progress progress) throws HazeLabException;
}
