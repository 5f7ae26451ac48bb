// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.transmission;

import org.hazelab.knime.nodes.shared.ImageCells;
import org.hazelab.knime.nodes.shared.ImageColumns;
import org.hazelab.knime.nodes.shared.Limits;
import org.hazelab.knime.nodes.transmission.TransmissionSections.DehazingSection;
import org.hazelab.knime.nodes.transmission.TransmissionSections.OutputSection;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;

/**
 * What the dialog of DCP Transmission asks.
 *
 * <p>Its groups are superclasses, whose fields KNIME saves first and with keys of the same level:
 * {@link DarkChannelParameters}, {@link AirlightParameters}.
 */
final class DcpTransmissionNodeParameters extends AirlightParameters {

    @Layout(DehazingSection.class)
    @Widget(title = "Smallest transmission (t0)", description = "Where less than this comes through, as much haze is "
        + "left as if it were this: it keeps the densest haze from turning into noise. He 2011 uses 0.1; 0.001 hardly "
        + "limits anything.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = Limits.AtMostOne.class)
    double minTransmission = 0.1;

    @Layout(DehazingSection.class)
    @Widget(title = "Strength", description = "1 removes the haze as published, 0 changes nothing, values between "
        + "remove part of it; below 0 haze is added, as the slider of darktable does.")
    @NumberInputWidget(minValidation = Limits.AtLeastMinusOne.class, maxValidation = Limits.AtMostOne.class)
    double strength = 1;

    @Layout(DehazingSection.class)
    @Widget(title = "Distance limit", description = "1 dehazes to any distance; smaller values leave what lies farther "
        + "away in its haze, as darktable's distance does.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.AtMostOne.class)
    double distanceLimit = 1;

    @Layout(DehazingSection.class)
    @Widget(title = "Colour", description = "1 dehazes colours as published, 0 only their brightness; values between "
        + "weaken colours that become too strong or too blue.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.AtMostOne.class)
    double saturation = 1;

    @Layout(DehazingSection.class)
    @Widget(title = "Sky protection", description = "0 dehazes the sky like everything else, 1 leaves areas that have "
        + "the colour of the atmospheric light as they are, so that the sky gets no stains.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.AtMostOne.class)
    double skyProtection;

    @Layout(DehazingSection.class)
    @Widget(title = "Protect from clipping", description = "Raises the transmission where the dehazed pixel would "
        + "leave the value range, so that no detail is lost in black or white.")
    boolean antiClipping;

    @Layout(DehazingSection.class)
    @Widget(title = "Clip the dehazed image to its range", description = "Cuts values below black and above white off. "
        + "Switch it off to keep them for further calculation.")
    boolean clipDehazed = true;

    @Layout(OutputSection.class)
    @Widget(title = "Image cells", description = "The kind of cell the transmission and the dehazed image are put "
        + "into.")
    ImageCells.Kind imageCells = ImageCells.Kind.FLOAT;

    DcpTransmissionNodeParameters() {
    }

    DcpTransmissionNodeParameters(NodeParametersInput input) {
        imageColumn = ImageColumns.first(input);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        super.validate();
        Limits.check("smallest transmission (t0)", minTransmission, 0.001, 1);
        Limits.check("strength", strength, -1, 1);
        Limits.check("distance limit", distanceLimit, 0, 1);
        Limits.check("colour", saturation, 0, 1);
        Limits.check("sky protection", skyProtection, 0, 1);
    }
}
