// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.models;

import java.nio.file.Path;
import java.util.Objects;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.Method;
import org.hazelab.methods.MethodCatalog;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.operations.files.FileCopy;
import org.hazelab.operations.files.OutputFiles;
import org.hazelab.operations.files.OverwritePolicy;

/** Writes a model to a file that appears when it is complete. */
public final class WriteModel {

    /** Kinds of files. */
    public enum Format {
        /** The model as it is: for HazeLab, and weights for Python. */
        SAFETENSORS(".safetensors"),
        /** The network as a program with its weights, as {@link Method#torchScript} says. HazeLab does not read it. */
        TORCHSCRIPT(".pt");

        private final String ending;

        Format(String ending) {
            this.ending = ending;
        }

        /** What the names of such files end with: a dot and letters. */
        public String ending() {
            return ending;
        }
    }

    /**
     * How the file is written.
     *
     * @param folder where to
     * @param createFolder whether to create it where it is missing
     * @param fileName its name; the format's ending is added where it is missing, in place of another format's
     * @param format what is written
     * @param policy what happens to a file that exists
     */
    public record Config(Path folder, boolean createFolder, String fileName, Format format, OverwritePolicy policy) {

        public Config {
            Objects.requireNonNull(folder);
            Objects.requireNonNull(fileName);
            Objects.requireNonNull(format);
            Objects.requireNonNull(policy);
        }
    }

    /**
     * Where the model went.
     *
     * @param file the file
     * @param written false if it existed and was kept
     */
    public record Result(Path file, boolean written) {}

    private WriteModel() {
    }

    /** Whether a text is the name of a file, with the ending or without. */
    public static boolean isFileName(String text) {
        return !baseName(text).isEmpty() && !text.contains("/") && !text.contains("\\");
    }

    /** The name of the file that is written, with the ending of its format, as it was typed otherwise. */
    public static String fileName(String typed, Format format) {
        return baseName(typed) + format.ending();
    }

    private static String baseName(String fileName) {
        String name = fileName.strip();
        for (Format format : Format.values()) {
            if (name.endsWith(format.ending())) {
                return name.substring(0, name.length() - format.ending().length());
            }
        }
        return name;
    }

    /**
     * Checks what can be checked without the model's weights.
     *
     * @throws HazeLabException if such a model cannot be written in the format, as its method is not known
     */
    public static void check(ModelDescription model, Format format) throws HazeLabException {
        if (format == Format.TORCHSCRIPT) {
            MethodCatalog.builtIn().require(model.method());
        }
    }

    /**
     * Writes the model, whole or not at all.
     *
     * @param model its file
     * @throws HazeLabException if the file exists and must not, the folder is missing, or writing fails; for
     *     TorchScript also as {@link #check} and {@link Method#torchScript}
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    public static Result run(Config config, Path model, Progress progress) throws HazeLabException {
        if (!isFileName(config.fileName())) {
            throw new HazeLabException("\"" + config.fileName() + "\" is no file name",
                "Enter a name such as model.safetensors");
        }
        return switch (config.format()) {
            case SAFETENSORS -> {
                OutputFiles.Place place = claim(config);
                if (place.write()) {
                    FileCopy.run(model, place.file(), place.replace(), progress);
                }
                yield new Result(place.file(), place.write());
            }
            case TORCHSCRIPT -> torchScript(config, model, progress);
        };
    }

    private static OutputFiles.Place claim(Config config) throws HazeLabException {
        return new OutputFiles(config.folder(), config.policy(), config.createFolder())
            .claim(baseName(config.fileName()), config.format().ending(), "The model");
    }

    private static Result torchScript(Config config, Path model, Progress progress) throws HazeLabException {
        try (ModelFile file = ModelFile.open(model)) {
            // Before a folder is created in vain.
            Method method = MethodCatalog.builtIn().require(file.description().method());
            OutputFiles.Place place = claim(config);
            if (place.write()) {
                byte[] archive = method.torchScript(file, progress.part(0, 0.8, ""));
                FileCopy.write(archive, place.file(), place.replace(), progress.part(0.8, 1, ""));
            }
            return new Result(place.file(), place.write());
        }
    }
}
