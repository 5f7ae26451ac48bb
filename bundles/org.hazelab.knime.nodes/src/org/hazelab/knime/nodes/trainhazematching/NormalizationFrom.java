// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.trainhazematching;

import org.knime.node.parameters.widget.choices.Label;

/** Which mean and standard deviation a training normalizes images by. */
enum NormalizationFrom {
    @Label(value = "The training images", description = "Mean and standard deviation of all pixels of the clean "
        + "and of the hazy training images; those of the input model, if one is connected.")
    IMAGES,
    @Label(value = "Zebrafish, channel 0", description = "The published mean and standard deviation: clean images "
        + "87.7, 51.1; hazy images 176.0, 39.3.")
    ZEBRAFISH_CH0,
    @Label(value = "Zebrafish, channel 1", description = "The published mean and standard deviation: clean images "
        + "53.2, 30.3; hazy images 155.6, 23.2.")
    ZEBRAFISH_CH1,
    @Label(value = "Zebrafish, channel 2", description = "The published mean and standard deviation: clean images "
        + "62.9, 32.8; hazy images 162.7, 27.6.")
    ZEBRAFISH_CH2,
    @Label(value = "Organoids 1", description = "The published mean and standard deviation: clean images "
        + "493.8, 312.0; hazy images 1325.2, 156.0.")
    ORGANOIDS1,
    @Label(value = "Organoids 2", description = "The published mean and standard deviation: clean images "
        + "2480.7, 2576.4; hazy images 7911.7, 6652.1.")
    ORGANOIDS2,
    @Label(value = "Microtubule", description = "The published mean and standard deviation: clean images "
        + "50.9, 31.7; hazy images 145.1, 27.8.")
    MICROTUBULE,
    @Label(value = "Neuron", description = "The published mean and standard deviation: clean images "
        + "37881.4, 116733.9; hazy images 101.1, 2.8.")
    NEURON,
    @Label(value = "Custom", description = "Four numbers that are entered here.")
    CUSTOM
}
