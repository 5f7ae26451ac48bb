// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.file;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.io.FileBytes;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.tensor.FloatTensor;

/**
 * A model of HazeLab: a safetensors file whose metadata says what its weights are for, open for reading.
 *
 * <p>Python reads the same file with {@code safetensors.torch.load_file}. Tensors keep their order, so that the names
 * can be those of an author's state dict. What else is stored with a training (optimiser, moving averages) is tensors
 * under names of the method's choice.
 */
public final class ModelFile implements AutoCloseable {

    /** The version of the layout that is written; files of higher versions are refused. */
    public static final int FORMAT_VERSION = 1;

    private final SafetensorsFile file;
    private final ModelDescription description;

    private ModelFile(SafetensorsFile file, ModelDescription description) {
        this.file = file;
        this.description = description;
    }

    /**
     * Opens a model and reads what it says about itself.
     *
     * @throws HazeLabException if the file cannot be read, is damaged, is no model of HazeLab, or of a newer one
     */
    public static ModelFile open(Path path) throws HazeLabException {
        return open(FileBytes.open(path, "model"));
    }

    /**
     * Whether a file says of itself that it is a model of HazeLab, of whatever version, damaged or not.
     *
     * @throws HazeLabException if the file cannot be read, or is a damaged safetensors file
     */
    public static boolean isModel(Path path) throws HazeLabException {
        if (FileKind.of(path) != FileKind.SAFETENSORS) {
            return false;
        }
        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            return file.metadata().containsKey(ModelDescription.FORMAT);
        }
    }

    /** Keeps the bytes, and closes them also if this fails. */
    static ModelFile open(FileBytes bytes) throws HazeLabException {
        SafetensorsFile file = SafetensorsFile.open(bytes);
        boolean opened = false;
        try {
            ModelFile model = new ModelFile(file, describe(bytes, file.metadata()));
            opened = true;
            return model;
        } finally {
            if (!opened) {
                file.close();
            }
        }
    }

    private static ModelDescription describe(FileBytes bytes, Map<String, String> metadata) throws HazeLabException {
        String version = metadata.get(ModelDescription.FORMAT);
        if (version == null) {
            throw bytes.refused("is a safetensors file, but no model of HazeLab: it does not say which method its "
                + "weights are for", "Choose a file that HazeLab's Model Writer has written");
        }
        if (!version.matches("[1-9][0-9]{0,8}")) {
            throw bytes.damaged("its format version is " + Words.quoted(version));
        }
        if (Integer.parseInt(version) > FORMAT_VERSION) {
            throw bytes.refused("was written by a newer HazeLab: its format version is " + version + ", this one reads "
                + FORMAT_VERSION, "Update HazeLab");
        }
        ModelDescription description = ModelDescription.of(metadata, bytes.subject());
        if (description == null) {
            throw bytes.damaged("it does not name its method");
        }
        return description;
    }

    /** What the file says about its weights. */
    public ModelDescription description() {
        return description;
    }

    /**
     * Checks that the model's method is a known one.
     *
     * @param known the names of the methods there are
     * @throws HazeLabException if it is none of them
     */
    public void requireMethod(Collection<String> known) throws HazeLabException {
        if (!known.contains(description.method())) {
            throw file.bytes().refused("is a model of the method " + Words.quoted(description.method())
                + ", which is not among those that this HazeLab knows: " + String.join(", ", new TreeSet<>(known)),
                "Update HazeLab, or choose another model");
        }
    }

    /** The names of the tensors, in the order in which they were written. */
    public List<String> names() {
        return file.names();
    }

    /** The shape of a tensor. */
    public int[] shape(String name) {
        return file.shape(name);
    }

    /** Reads one tensor; see {@link SafetensorsFile#read}. */
    public FloatTensor read(String name, Progress progress) throws HazeLabException {
        return file.read(name, progress);
    }

    /** Reads some of a tensor's numbers; see {@link SafetensorsFile#read(String, long, int, Progress)}. */
    public float[] read(String name, long from, int count, Progress progress) throws HazeLabException {
        return file.read(name, from, count, progress);
    }

    /** Reads all tensors in their order. */
    public Map<String, FloatTensor> readAll(Progress progress) throws HazeLabException {
        return file.readAll(progress);
    }

    @Override
    public void close() {
        file.close();
    }

    /**
     * Writes a model, whole or not at all; the same content gives the same bytes.
     *
     * @param replace whether it may take the place of a file that is there
     * @param tensors by name, in the order in which they are to lie in the file
     * @throws HazeLabException if the file cannot be written; a file that was there stays as it was
     */
    public static void write(Path path, boolean replace, ModelDescription description, Map<String, FloatTensor> tensors,
        Progress progress) throws HazeLabException {
        SafetensorsFile.write(path, replace, description.metadata(FORMAT_VERSION), tensors, progress);
    }

    /** As {@link #write(Path, boolean, ModelDescription, Map, Progress)}, with one part in memory at a time. */
    public static void write(Path path, boolean replace, ModelDescription description, List<StreamedTensor> tensors,
        Progress progress) throws HazeLabException {
        SafetensorsFile.write(path, replace, description.metadata(FORMAT_VERSION), tensors, progress);
    }
}
