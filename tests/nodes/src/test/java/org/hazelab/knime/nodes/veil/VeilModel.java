// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.veil;

import java.io.IOException;
import java.util.Map;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.knime.nodes.model.ModelPortObject;
import org.hazelab.knime.nodes.model.ModelPortObjectSpec;
import org.hazelab.knime.nodes.testing.TestInput;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.runtime.tensor.FloatTensor;
import org.knime.core.node.ExecutionContext;

/** A model of {@link VeilMethod} at a port. */
final class VeilModel implements TestInput {

    private final double veil;

    VeilModel(double veil) {
        this.veil = veil;
    }

    @Override
    public ModelPortObjectSpec spec() {
        return new ModelPortObjectSpec(VeilMethod.description(veil));
    }

    @Override
    public ModelPortObject build(String name, ExecutionContext exec) {
        try {
            return ModelPortObject.create(exec, file -> {
                ModelFile.write(file, false, VeilMethod.description(veil), Map.of("w", FloatTensor.zeros(1)),
                    Progress.NONE);
                return VeilMethod.description(veil);
            });
        } catch (HazeLabException | IOException e) {
            throw new IllegalStateException("The model cannot be stored", e);
        }
    }
}
