// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.scoring;

import java.util.Optional;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ImageSize;
import org.hazelab.imaging.task.Progress;

/** Finds the reference of a row; any thread may ask. */
public interface ReferenceOf {

    /** References that stand in the rows of their images, see {@link ImageRow#reference}. */
    ReferenceOf SAME_ROW = new ReferenceOf() {
        @Override
        public FloatImage read(ImageRow row, Progress progress) throws HazeLabException {
            return row.reference().orElseThrow().read(progress);
        }

        @Override
        public Optional<ImageSize> size(ImageRow row) {
            return row.reference().orElseThrow().size();
        }

        @Override
        public Optional<String> doubt(ImageRow row) {
            return Optional.empty();
        }
    };

    /**
     * The reference.
     *
     * @throws HazeLabException if there is none, or it cannot be read
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    FloatImage read(ImageRow row, Progress progress) throws HazeLabException;

    /** Its size, known without reading it; empty if there is none. */
    Optional<ImageSize> size(ImageRow row);

    /** Why it may not belong to the row, as a clause that names both; empty if nothing speaks against it. */
    Optional<String> doubt(ImageRow row);
}
