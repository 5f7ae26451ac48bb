// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.testing;

import java.io.IOException;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.knime.nodes.model.ModelPortObject;
import org.hazelab.knime.nodes.model.ModelPortObjectSpec;
import org.hazelab.methods.hazematching.HazeMatchingModel;
import org.hazelab.methods.hazematching.HazeMatchingNetwork;
import org.hazelab.methods.hazematching.Normalization;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelEntries;
import org.hazelab.runtime.file.ModelFile;
import org.knime.core.node.ExecutionContext;

/** HazeMatching's smallest network, never trained: its velocity is 0, so that samples are the noise they begin with. */
public final class DehazingModel implements TestInput {

    /** The mean of the clean images. */
    public static final double MEAN = 100;
    /** The deviation of the clean images. */
    public static final double STD = 20;

    private static final int SIZE = 32;

    private final ModelDescription description;

    private DehazingModel(final Optional<Normalization> normalization) {
        description = new HazeMatchingModel(SIZE, SIZE, 20, normalization).description(ModelEntries.EMPTY,
            ModelEntries.EMPTY);
    }

    /** A model that says how images are normalised. */
    public static DehazingModel untrained() {
        return new DehazingModel(Optional.of(new Normalization(MEAN, STD, 15_000, 20_000)));
    }

    /** A model that does not. */
    public static DehazingModel withoutNormalization() {
        return new DehazingModel(Optional.empty());
    }

    @Override
    public ModelPortObjectSpec spec() {
        return new ModelPortObjectSpec(description);
    }

    @Override
    public ModelPortObject build(final String name, final ExecutionContext exec) {
        try {
            return ModelPortObject.create(exec, file -> {
                ModelFile.write(file, false, description, HazeMatchingNetwork.of(SIZE).initialWeights(1),
                    Progress.NONE);
                return description;
            });
        } catch (HazeLabException | IOException e) {
            throw new IllegalStateException("The model cannot be stored", e);
        }
    }
}
