// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.synthesizer;

import java.util.List;

import org.hazelab.knime.nodes.shared.ImageCells;
import org.hazelab.knime.nodes.shared.ImageColumns;
import org.hazelab.knime.nodes.synthesizer.SynthesizerSections.OutputSection;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;

/**
 * What the dialog of the Haze Synthesizer asks.
 *
 * <p>Its groups are superclasses: {@link CleanImageParameters}, {@link DepthParameters}, {@link HazeParameters},
 * {@link PatchesParameters}, {@link DegradationParameters}, each of which extends the one before. KNIME saves the
 * fields of superclasses first and with keys of the same level, so saved workflows do not notice the groups. A group
 * that is a field, as {@link MicroscopeParameters}, is saved below a key of its own.
 */
final class HazeSynthesizerNodeParameters extends DegradationParameters {

    @Migrate(loadDefaultIfAbsent = true)
    MicroscopeParameters microscope = new MicroscopeParameters();

    @Layout(OutputSection.class)
    @Widget(title = "Random seed", description = "The start of all random numbers. The same seed gives the same images "
        + "on every computer. Each row draws its own numbers, by its position in the table.")
    long seed = 42;

    @Layout(OutputSection.class)
    @Widget(title = "Clip the hazy image to its range", description = "Sets what is brighter than white to white. "
        + "The published methods keep it, except where JPEG cuts it off.")
    @Effect(predicate = IsAtmosphere.class, type = EffectType.SHOW)
    boolean clipHazy;

    @Layout(OutputSection.class)
    @Widget(title = "Random training crop", description = "Takes a random crop of 256 x 256 pixels of each image, "
        + "rescaled and flipped at random, as the authors do for training. A column <tt>clean</tt> with the same crop "
        + "of the clean image is added.")
    @Effect(predicate = IsAtmosphere.class, type = EffectType.SHOW)
    boolean trainingCrop;

    @Layout(OutputSection.class)
    @Widget(title = "Image cell type", description = "The type of the cells that contain the resulting images.")
    ImageCells.Kind imageCells = ImageCells.Kind.FLOAT;

    HazeSynthesizerNodeParameters() {
    }

    HazeSynthesizerNodeParameters(NodeParametersInput input) {
        List<DataColumnSpec> images = ImageColumns.ofFirst(input);
        imageColumn = name(images, 0);
        depthColumn = name(images, 1);
    }

    private static String name(List<DataColumnSpec> columns, int index) {
        return index < columns.size() ? columns.get(index).getName() : "";
    }

    @Override
    public void validate() throws InvalidSettingsException {
        super.validate();
        microscope.validate();
        if (kind == Kind.MICROSCOPE) {
            MicroscopeHaze.check(this);
        } else {
            HazeRecipeConversion.check(this);
        }
    }
}
