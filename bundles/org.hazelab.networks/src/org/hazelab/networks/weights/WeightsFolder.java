// SPDX-License-Identifier: Apache-2.0
package org.hazelab.networks.weights;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.Setting;

/**
 * The folder in which a user keeps weights that others have published: the first that is set of a node's dialog, the
 * system property {@code hazelab.weights}, the environment variable {@code HAZELAB_WEIGHTS}, and the folder
 * {@code hazelab/weights} in the user's home. HazeLab only reads there.
 *
 * @param folder a whole path, which need not exist; empty if nothing is set and the user has no home
 */
public record WeightsFolder(Setting<Optional<Path>> folder) {

    private static final String NAME = "weights";

    /** The folder without a dialog: property, variable or default. */
    public static WeightsFolder ofMachine() throws HazeLabException {
        return resolve("");
    }

    /**
     * The folder for a node.
     *
     * @param dialog the dialog's choice, empty to leave it to the machine's settings
     * @throws HazeLabException if it is no whole path, saying where it stands
     */
    public static WeightsFolder resolve(String dialog) throws HazeLabException {
        Setting<Optional<Path>> set = Setting.folder(Setting.first(NAME, dialog));
        return new WeightsFolder(set.isDefault()
            ? new Setting<>(inHome(System.getProperty("user.home")), set.origin()) : set);
    }

    /** A folder that the caller chooses. */
    public static WeightsFolder of(Path folder) {
        return new WeightsFolder(new Setting<>(Optional.of(folder.toAbsolutePath()), "the caller"));
    }

    /** Without an account, Java calls the home "?". */
    static Optional<Path> inHome(String home) {
        try {
            return home == null ? Optional.empty()
                : Optional.of(Path.of(home, "hazelab", NAME)).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty(); // has characters that this locale cannot write
        }
    }

    /**
     * Where the weights lie: under the published name, or else converted to safetensors.
     *
     * @return empty if neither file is there
     */
    public Optional<Path> find(ForeignWeights weights) {
        if (folder.value().isEmpty()) {
            return Optional.empty();
        }
        Path published = folder.value().get().resolve(weights.file());
        Path converted = folder.value().get().resolve(weights.converted());
        return Files.exists(published) ? Optional.of(published)
            : Optional.of(converted).filter(Files::exists);
    }

    /**
     * Opens the weights. The file under the published name is compared with its SHA-256 first, which reads it once; a
     * conversion to safetensors cannot be compared with anything.
     *
     * @throws HazeLabException if there is no file, it is another one than the published, or it cannot be read; saying
     *     which file is needed, where it has to lie, and where to get it
     */
    public WeightsReader open(ForeignWeights weights, Progress progress) throws HazeLabException {
        return WeightsReader.open(find(weights).orElseThrow(() -> missing(weights)), weights, progress);
    }

    private HazeLabException missing(ForeignWeights weights) {
        String place = folder.value().map(path -> "in the folder \"" + path + "\" (" + folder.origin() + ")")
            .orElse("anywhere: no folder of weights is set, and this user has no home folder");
        return new HazeLabException("The weights of " + weights.title() + " are missing: there is no file \""
            + weights.file() + "\" " + place,
            "Download it (see " + weights.address() + ") into that folder, or let the"
                + " environment variable HAZELAB_WEIGHTS or the system property hazelab.weights name another folder");
    }
}
