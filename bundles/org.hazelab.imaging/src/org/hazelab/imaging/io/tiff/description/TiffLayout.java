// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.tiff.description;

import org.hazelab.imaging.HazeLabException;

/** Which images of a TIFF file form a page, by what the file says of its axes. Images count from 0, as they lie. */
public interface TiffLayout {

    int pages();

    /** Images that are the channels of a page, at least 1. */
    int images(int page);

    /** @throws HazeLabException if the file declares the image and does not hold it */
    int image(int page, int channel) throws HazeLabException;
}
