// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.files;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;

/** Writes a text to a file that appears when it is complete, in UTF-8. */
public final class WriteText {

    /**
     * How the file is written.
     *
     * @param file where to
     * @param ending with its dot, added where the name has another one
     * @param createFolder whether to create its folder where it is missing
     * @param policy what happens to a file that exists
     */
    public record Config(Path file, String ending, boolean createFolder, OverwritePolicy policy) {

        public Config {
            Objects.requireNonNull(file);
            Objects.requireNonNull(ending);
            Objects.requireNonNull(policy);
        }
    }

    private final OutputFiles.Place place;

    private WriteText(OutputFiles.Place place) {
        this.place = place;
    }

    /**
     * Finds out where the file goes, before there is anything to write.
     *
     * @param subject what messages call the text, such as {@code The diagram}
     * @throws HazeLabException if the file exists and must not, or its folder is missing
     */
    public static WriteText prepare(Config config, String subject) throws HazeLabException {
        Path wanted = config.file().toAbsolutePath().normalize();
        Path folder = wanted.getParent();
        if (wanted.getFileName() == null || folder == null) {
            throw new HazeLabException("\"" + wanted + "\" is no file",
                "Give the file to write, such as diagram" + config.ending());
        }
        String name = wanted.getFileName().toString();
        String base = name.length() > config.ending().length() && name.endsWith(config.ending())
            ? name.substring(0, name.length() - config.ending().length()) : name;
        return new WriteText(new OutputFiles(folder, config.policy(), config.createFolder())
            .claim(base, config.ending(), subject));
    }

    /**
     * Writes the text, whole or not at all.
     *
     * @return the file
     * @throws HazeLabException if that fails
     */
    public Path write(String text) throws HazeLabException {
        if (place.write()) {
            FileCopy.write(text.getBytes(StandardCharsets.UTF_8), place.file(), place.replace(), Progress.NONE);
        }
        return place.file();
    }
}
