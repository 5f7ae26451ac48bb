// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.synthesizer;

import org.hazelab.knime.nodes.shared.ImageCells;
import org.hazelab.knime.nodes.shared.ImageColumns;
import org.hazelab.knime.nodes.synthesizer.SynthesizerSections.OutputSection;
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
    @Widget(title = "Seed", description = "Start of all random numbers. The same seed gives the same images on every "
        + "computer; each row draws its own, by its position in the table.")
    long seed = 42;

    @Layout(OutputSection.class)
    @Widget(title = "Clip the hazy image to its range", description = "Cuts off what is brighter than white. The "
        + "published methods keep it, except where JPEG cuts it off.")
    @Effect(predicate = IsAtmosphere.class, type = EffectType.SHOW)
    boolean clipHazy;

    @Layout(OutputSection.class)
    @Widget(title = "Random training crop", description = "Gives a random piece of 256 x 256 pixels of each image, "
        + "rescaled and flipped at random, as the authors train with. A column <tt>clean</tt> with the same piece of "
        + "the clean image is added.", advanced = true)
    @Effect(predicate = IsAtmosphere.class, type = EffectType.SHOW)
    boolean trainingCrop;

    @Layout(OutputSection.class)
    @Widget(title = "Image cells", description = "The kind of cell the images are put into.")
    ImageCells.Kind imageCells = ImageCells.Kind.FLOAT;

    HazeSynthesizerNodeParameters() {
    }

    HazeSynthesizerNodeParameters(NodeParametersInput input) {
        imageColumn = ImageColumns.first(input);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        super.validate();
        microscope.validate();
    }
}
