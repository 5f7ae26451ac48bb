// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.specimens;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.microscopy.Specimens;
import org.hazelab.knime.nodes.dialog.AtLeast;
import org.hazelab.knime.nodes.dialog.AtMost;
import org.hazelab.knime.nodes.shared.Limits;
import org.hazelab.operations.haze.GenerateSpecimens;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.HorizontalLayout;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** What the dialog of the Specimen Generator asks. */
final class SpecimenGeneratorNodeParameters implements NodeParameters {

    @HorizontalLayout
    interface Slice {
    }

    @HorizontalLayout
    @After(Slice.class)
    interface Stack {
    }

    @Section(title = "Structures", description = "What the specimens are made of.")
    @Advanced
    @After(Stack.class)
    interface StructuresSection {

        @HorizontalLayout
        interface Radius {
        }
    }

    @Section(title = "Output")
    @Advanced
    @After(StructuresSection.class)
    interface OutputSection {
    }

    @Widget(title = "Number of specimens", description = "The number of stacks, each of which is a row of the table.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = AtMost.N100000.class)
    int count = 10;

    @Layout(OutputSection.class)
    @Widget(title = "Name prefix", description = "The beginning of the names. A number follows.")
    String prefix = "specimen";

    @Layout(OutputSection.class)
    @Widget(title = "Random seed",
        description = "The start of all random numbers. The same seed gives the same specimens "
            + "on every computer. Another seed gives other specimens, for example for a test.")
    long seed = 1;

    @Layout(Slice.class)
    @Widget(title = "Width (px)", description = "The number of pixels in a row of a slice.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = AtMost.N8192.class)
    int width = 128;

    @Layout(Slice.class)
    @Widget(title = "Height (px)", description = "The number of rows of a slice.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = AtMost.N8192.class)
    int height = 128;

    @Layout(Stack.class)
    @Widget(title = "Slices", description = "The number of slices of a stack, from top to bottom.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = AtMost.N4096.class)
    int slices = 31;

    @Layout(Stack.class)
    @Widget(title = "Slice distance (px)",
        description = "The distance between two slices, in widths of a pixel: 2.8 where "
            + "pixels are 0.108 micrometers wide and slices 0.3 micrometers apart.")
    @NumberInputWidget(minValidation = AtLeast.N0_01.class, maxValidation = AtMost.N1000.class)
    double sliceDistance = 2.8;

    @Layout(StructuresSection.class)
    @Widget(title = "Filaments (per 10^6 px^3)",
        description = "The number of filaments in a million cubic pixels. 0 gives "
            + "none, any other number at least one.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = AtMost.N10000.class)
    double filaments = 60;

    @Layout(StructuresSection.class)
    @Widget(title = "Filament thickness (sigma, px)",
        description = "The standard deviation of the profile of a filament. "
            + "The width at half height is 2.35 times as large.")
    @NumberInputWidget(minValidation = AtLeast.N0_3.class, maxValidation = AtMost.N20.class)
    double thickness = 1.5;

    @Layout(StructuresSection.class)
    @Widget(title = "Blobs (per 10^6 px^3)",
        description = "The number of ellipsoids in a million cubic pixels. 0 gives "
            + "none, any other number at least one.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = AtMost.N10000.class)
    double blobs = 15;

    @Layout(StructuresSection.Radius.class)
    @Widget(title = "Blob radius, minimum (px)", description = "The shortest semi-axis of a blob.")
    @NumberInputWidget(minValidation = AtLeast.N0_5.class, maxValidation = AtMost.N1000.class)
    double radiusMin = 4;

    @Layout(StructuresSection.Radius.class)
    @Widget(title = "Blob radius, maximum (px)", description = "The longest semi-axis of a blob.")
    @NumberInputWidget(minValidation = AtLeast.N0_5.class, maxValidation = AtMost.N1000.class)
    double radiusMax = 12;

    @Override
    public void validate() throws InvalidSettingsException {
        Limits.check("number of specimens", count, 1, 100_000);
        Limits.check("width", width, 1, 8192);
        Limits.check("height", height, 1, 8192);
        Limits.check("slices", slices, 1, 4096);
        Limits.check("slice distance", sliceDistance, 0.01, 1000);
        Limits.check("filaments", filaments, 0, 10_000);
        Limits.check("filament thickness", thickness, 0.3, 20);
        Limits.check("blobs", blobs, 0, 10_000);
        Limits.checkInterval("blob radius", radiusMin, radiusMax, 0.5, 1000);
        try {
            new GenerateSpecimens(config());
        } catch (HazeLabException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }

    GenerateSpecimens.Config config() {
        return new GenerateSpecimens.Config(new Specimens.Size(width, height, slices, sliceDistance), filaments,
            thickness, blobs, radiusMin, radiusMax);
    }
}
