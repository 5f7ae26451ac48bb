// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.files;

import java.nio.file.Path;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ImageSize;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.io.ImageFileReader;
import org.hazelab.imaging.task.Progress;

/**
 * Where an image lies in a file of the user's and how it was read, so that it can be read again instead of copied.
 *
 * @param file the file as it was when the image was read
 * @param page the page in the file, from 0; 0 for a stack
 * @param stack whether all pages are the slices of the image
 * @param applyOrientation whether the image was turned as its camera noted
 * @param size the sizes that the image had
 * @param range the value range that the image got, from the file or set by the user
 */
public record ImageReference(FileState file, int page, boolean stack, boolean applyOrientation, ImageSize size,
    ValueRange range) {

    /** @throws IllegalArgumentException if the page is below 0 */
    public ImageReference {
        if (page < 0) {
            throw new IllegalArgumentException("no file has a page " + page);
        }
    }

    /**
     * Reads the image: the pixels and the range that it had when the reference was made.
     *
     * @throws HazeLabException if the file is missing, has changed since or while it is read, is damaged, or does not
     *     fit into memory
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    public FloatImage read(Progress progress) throws HazeLabException {
        Path path = file.unchanged();
        FloatImage image = read(path, progress);
        file.unchanged();
        if (!size.equals(new ImageSize(image.width(), image.height(), image.channels(), image.slices()))) {
            throw file.changed();
        }
        return image.withRange(range);
    }

    private FloatImage read(Path path, Progress progress) throws HazeLabException {
        ImageFileReader.Options options = ImageFileReader.Options.DEFAULT.withApplyOrientation(applyOrientation);
        try (ImageFileReader reader = ImageFileReader.open(path, options)) {
            if (page >= reader.pages()) {
                throw file.changed();
            }
            return stack ? reader.readStack(progress) : reader.read(page, progress);
        }
    }
}
