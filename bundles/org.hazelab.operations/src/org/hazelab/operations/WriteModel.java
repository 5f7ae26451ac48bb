// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations;

import java.nio.file.Path;
import java.util.Objects;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;

/** Writes a model to a file that appears when it is complete. */
public final class WriteModel {

    /** The ending of model files. */
    public static final String ENDING = ".safetensors";

    /**
     * How the file is written.
     *
     * @param folder where to
     * @param createFolder whether to create it where it is missing
     * @param fileName its name; {@value #ENDING} is added where it is missing
     * @param policy what happens to a file that exists
     */
    public record Config(Path folder, boolean createFolder, String fileName, OverwritePolicy policy) {

        public Config {
            Objects.requireNonNull(folder);
            Objects.requireNonNull(fileName);
            Objects.requireNonNull(policy);
        }
    }

    /**
     * Where the model went.
     *
     * @param file the file
     * @param written false if it existed and was kept
     */
    public record Result(Path file, boolean written) { }

    private WriteModel() {
    }

    /** Whether a text is the name of a file, with the ending or without. */
    public static boolean isFileName(String text) {
        return !baseName(text).isEmpty() && !text.contains("/") && !text.contains("\\");
    }

    private static String baseName(String fileName) {
        String name = fileName.strip();
        return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
    }

    /**
     * Writes the model, whole or not at all.
     *
     * @param model its file
     * @throws HazeLabException if the file exists and must not, the folder is missing, or writing fails
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    public static Result run(Config config, Path model, Progress progress) throws HazeLabException {
        if (!isFileName(config.fileName())) {
            throw new HazeLabException("\"" + config.fileName() + "\" is no file name",
                "Enter a name such as model.safetensors");
        }
        OutputFiles files = new OutputFiles(config.folder(), config.policy(), config.createFolder());
        OutputFiles.Place place = files.claim(baseName(config.fileName()), ENDING, "The model");
        if (place.write()) {
            FileCopy.run(model, place.file(), place.replace(), progress);
        }
        return new Result(place.file(), place.write());
    }
}
