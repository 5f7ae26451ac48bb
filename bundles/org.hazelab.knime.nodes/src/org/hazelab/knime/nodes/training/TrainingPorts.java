// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.training;

import org.hazelab.imaging.Nullable;
import org.hazelab.knime.nodes.model.ModelPortObject;
import org.hazelab.knime.nodes.model.ModelPortObjectSpec;
import org.hazelab.methods.recipe.TrainingRecipe;
import org.hazelab.runtime.file.ModelDescription;
import org.knime.core.data.image.png.PNGImageContent;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.image.ImagePortObject;
import org.knime.core.node.port.image.ImagePortObjectSpec;
import org.knime.node.RequirePorts.DynamicPortsAdder;

/** The ports of all nodes that train: of the outputs, a model, its history and the loss curve. */
public final class TrainingPorts {

    static final int CURVE_WIDTH = 800;
    static final int CURVE_HEIGHT = 600;
    static final ImagePortObjectSpec CURVE = new ImagePortObjectSpec(PNGImageContent.TYPE);

    private TrainingPorts() {
    }

    /** Adds an input for a model to start from, which may be missing. */
    public static DynamicPortsAdder addStartModel(DynamicPortsAdder ports, String description) {
        return ports.addInputPortGroup("Start model", group -> group.name("Start model").description(description)
            .optional().supportedTypes(ModelPortObject.TYPE));
    }

    /**
     * Adds the three outputs.
     *
     * @param model how the model's port is described
     * @param history how the history's port is described
     */
    public static void addOutputs(DynamicPortsAdder ports, String model, String history) {
        ports.addOutputPortGroup("Model", group -> group.name("Model").description(model).fixed(ModelPortObject.TYPE))
            .addOutputPortGroup("History", group -> group.name("History").description(history)
                .fixed(BufferedDataTable.TYPE))
            .addOutputPortGroup("Loss curve", group -> group.name("Loss curve")
                .description("Both losses over the epochs, a PNG image of " + CURVE_WIDTH + " x " + CURVE_HEIGHT
                    + " pixels.")
                .fixed(ImagePortObject.TYPE));
    }

    /**
     * The specs of the three outputs.
     *
     * @param planned what the model will say as far as it is known; null if that depends on an input that is not
     */
    public static PortObjectSpec[] specs(TrainingRecipe recipe, @Nullable ModelDescription planned) {
        return new PortObjectSpec[] {planned == null ? null : new ModelPortObjectSpec(planned),
            new HistoryTable(recipe).spec(), CURVE};
    }
}
