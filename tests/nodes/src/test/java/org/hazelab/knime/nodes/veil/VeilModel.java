// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.veil;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.knime.nodes.model.ModelPortObject;
import org.hazelab.knime.nodes.model.ModelPortObjectSpec;
import org.hazelab.knime.nodes.testing.TestInput;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.runtime.tensor.FloatTensor;
import org.knime.core.node.ExecutionContext;

/** A model of {@link VeilMethod} at a port. */
final class VeilModel implements TestInput {

    private final ModelDescription description;
    private final ModelPortObject.Content content;

    private VeilModel(ModelDescription description, ModelPortObject.Content content) {
        this.description = description;
        this.content = content;
    }

    /** A model that knows the veil. */
    VeilModel(double veil) {
        this(VeilMethod.description(veil), file -> {
            ModelFile.write(file, false, VeilMethod.description(veil), Map.of("w", FloatTensor.zeros(1)),
                Progress.NONE);
            return VeilMethod.description(veil);
        });
    }

    /** The model in a file. */
    static VeilModel of(Path source) throws HazeLabException {
        try (ModelFile model = ModelFile.open(source)) {
            ModelDescription description = model.description();
            return new VeilModel(description, file -> {
                copy(source, file);
                return description;
            });
        }
    }

    private static void copy(Path source, Path target) {
        try {
            Files.copy(source, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ModelPortObjectSpec spec() {
        return new ModelPortObjectSpec(description);
    }

    @Override
    public ModelPortObject build(String name, ExecutionContext exec) {
        try {
            return ModelPortObject.create(exec, content);
        } catch (HazeLabException | IOException e) {
            throw new IllegalStateException("The model cannot be stored", e);
        }
    }
}
