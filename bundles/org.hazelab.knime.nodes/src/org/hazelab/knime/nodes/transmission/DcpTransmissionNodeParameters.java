// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.transmission;

import org.hazelab.knime.nodes.dialog.AtLeast;
import org.hazelab.knime.nodes.shared.ImageCells;
import org.hazelab.knime.nodes.shared.ImageColumns;
import org.hazelab.knime.nodes.shared.Limits;
import org.hazelab.knime.nodes.transmission.TransmissionSections.BelowStrength;
import org.hazelab.knime.nodes.transmission.TransmissionSections.OutputSection;
import org.hazelab.knime.nodes.transmission.TransmissionSections.TuningSection;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;

/**
 * What the dialog of DCP Transmission asks.
 *
 * <p>Its groups are superclasses, whose fields KNIME saves first and with keys of the same level:
 * {@link DarkChannelParameters}, {@link AirlightParameters}.
 */
final class DcpTransmissionNodeParameters extends AirlightParameters {

    @Layout(BelowStrength.class)
    @Widget(title = "Smallest transmission t0 (0.001 to 1)",
        description = "Where less than this comes through, as much haze is left "
            + "as if it were this, which keeps the densest haze from turning into noise. He 2011 uses 0.1; "
            + "0.001 hardly limits anything.")
    @NumberInputWidget(minValidation = AtLeast.N0_001.class, maxValidation = Limits.AtMostOne.class)
    double minTransmission = 0.1;

    @Widget(title = "Strength (-1 to 1, below 0 adds haze)", description = "1 removes the haze as published, 0 changes "
        + "nothing, and values between remove part of it. Below 0 haze is added, as the slider of darktable does.")
    @NumberInputWidget(minValidation = Limits.AtLeastMinusOne.class, maxValidation = Limits.AtMostOne.class)
    double strength = 1;

    @Layout(TuningSection.class)
    @Widget(title = "Distance limit (0 to 1)",
        description = "1 dehazes to any distance. Smaller values leave what lies "
            + "farther away in its haze, as darktable's distance does.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.AtMostOne.class)
    double distanceLimit = 1;

    @Layout(TuningSection.class)
    @Widget(title = "Color strength (0 to 1)", description = "1 dehazes colors as published, 0 only their brightness. "
        + "Values between weaken colors that become too strong or too blue.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.AtMostOne.class)
    double saturation = 1;

    @Layout(TuningSection.class)
    @Widget(title = "Sky protection (0 to 1)", description = "0 dehazes the sky like everything else. 1 leaves areas "
        + "that have the color of the atmospheric light as they are, so that the sky gets no stains.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.AtMostOne.class)
    double skyProtection;

    @Layout(BelowStrength.class)
    @Widget(title = "Protect details from clipping", description = "Raises the transmission where the dehazed pixel "
        + "would leave the value range, so that no detail is lost in black or white.")
    boolean antiClipping;

    @Layout(OutputSection.class)
    @Widget(title = "Clip the dehazed image to its range", description = "Cuts values below black and above white off. "
        + "Switch it off to keep them for further calculation.")
    boolean clipDehazed = true;

    @Layout(OutputSection.class)
    @Widget(title = "Image cell type", description = "The type of the cells that contain the transmission and the "
        + "dehazed image.")
    ImageCells.Kind imageCells = ImageCells.Kind.FLOAT;

    DcpTransmissionNodeParameters() {
    }

    DcpTransmissionNodeParameters(NodeParametersInput input) {
        imageColumn = ImageColumns.first(input);
        forgetMissingColumns(input);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        super.validate();
        Limits.check("smallest transmission t0", minTransmission, 0.001, 1);
        Limits.check("strength", strength, -1, 1);
        Limits.check("distance limit", distanceLimit, 0, 1);
        Limits.check("color strength", saturation, 0, 1);
        Limits.check("sky protection", skyProtection, 0, 1);
    }
}
