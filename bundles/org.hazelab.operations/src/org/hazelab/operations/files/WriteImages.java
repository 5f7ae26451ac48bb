// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.files;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.io.ImageFileWriter;
import org.hazelab.imaging.task.Progress;

/**
 * Writes the images of a table to files, a row at a time; an instance is one run.
 *
 * <p>Two rows of a run never go to one file, not even where the names differ in capitals alone or files are numbered:
 * that is an error which names both rows. Not thread-safe.
 */
public final class WriteImages {

    /**
     * How the files are written.
     *
     * @param folder where to
     * @param createFolder whether to create it where it is missing, with the folders above it
     * @param pattern how they are named
     * @param format what they are
     * @param jpegQuality 1 to 100
     * @param compressTiff whether TIFF is packed
     * @param policy what happens to files that exist
     */
    public record Config(Path folder, boolean createFolder, NamePattern pattern, ImageFileWriter.Format format,
        int jpegQuality, boolean compressTiff, OverwritePolicy policy) {

        public Config {
            Objects.requireNonNull(folder);
            Objects.requireNonNull(pattern);
            Objects.requireNonNull(format);
            Objects.requireNonNull(policy);
            if (jpegQuality < 1 || jpegQuality > 100) {
                throw new IllegalArgumentException("JPEG quality is 1 to 100, got " + jpegQuality);
            }
        }
    }

    /**
     * Where an image went.
     *
     * @param file the file
     * @param written false if it existed and was kept
     */
    public record Result(Path file, boolean written) {}

    private final Config config;
    private final OutputFiles files;

    public WriteImages(Config config) {
        this.config = config;
        files = new OutputFiles(config.folder(), config.policy(), config.createFolder());
    }

    /**
     * Writes the image of a row, whole or not at all.
     *
     * @param row the row's name, for messages
     * @param values the row's values by column for the file name, empty where missing
     * @throws HazeLabException naming the row, if the format cannot hold the image, the name is taken, or writing fails
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    public Result run(String row, FloatImage image, Function<String, Optional<String>> values, Progress progress)
        throws HazeLabException {
        String subject = "Row \"" + row + "\"";
        OutputFiles.Place place;
        try {
            ImageFileWriter.checkHolds(image, config.format());
            place = files.claim(config.pattern().fill(values), "." + config.format().extension(), subject);
            if (place.write()) {
                ImageFileWriter.write(image, place.file(), new ImageFileWriter.Options(config.format(),
                    config.jpegQuality(), config.compressTiff(), place.replace()), progress);
            }
        } catch (HazeLabException e) {
            throw e.summary().startsWith(subject) ? e : e.at(subject);
        }
        return new Result(place.file(), place.write());
    }
}
