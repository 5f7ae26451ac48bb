// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.specimens;

import org.hazelab.knime.nodes.shared.Limits;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;

/** What the dialog of the Specimen Generator asks. */
final class SpecimenGeneratorNodeParameters implements NodeParameters {

    @Section(title = "Specimens")
    interface SpecimensSection {
    }

    @Section(title = "Size", description = "Lengths are in pixels.")
    @After(SpecimensSection.class)
    interface SizeSection {
    }

    @Section(title = "Structures", description = "What the specimens are made of, as numbers in a million cubic "
        + "pixels.")
    @After(SizeSection.class)
    interface StructuresSection {
    }

    @Layout(SpecimensSection.class)
    @Widget(title = "Number of specimens", description = "Rows of the table.")
    int count = 10;

    @Layout(SpecimensSection.class)
    @Widget(title = "Name", description = "What the names begin with; a number follows.")
    String prefix = "specimen";

    @Layout(SpecimensSection.class)
    @Widget(title = "Seed", description = "Start of all random numbers. The same seed gives the same specimens on "
        + "every computer; another one gives others, such as for a test.")
    long seed = 1;

    @Layout(SizeSection.class)
    @Widget(title = "Width", description = "Pixels of a row.")
    int width = 128;

    @Layout(SizeSection.class)
    @Widget(title = "Height", description = "Rows of a slice.")
    int height = 128;

    @Layout(SizeSection.class)
    @Widget(title = "Slices", description = "How many there are, from top to bottom.")
    int slices = 31;

    @Layout(SizeSection.class)
    @Widget(title = "Distance of the slices", description = "In pixels: 2.8 where pixels are 0.108 micrometres wide "
        + "and slices 0.3 apart.")
    double sliceDistance = 2.8;

    @Layout(StructuresSection.class)
    @Widget(title = "Filaments", description = "How dense they are; 0 gives none.")
    double filaments = 60;

    @Layout(StructuresSection.class)
    @Widget(title = "Thickness of the filaments", description = "Standard deviation of their profile; the width at "
        + "half height is 2.35 times as large.")
    double thickness = 1.5;

    @Layout(StructuresSection.class)
    @Widget(title = "Blobs", description = "How dense the ellipsoids are; 0 gives none.")
    double blobs = 15;

    @Layout(StructuresSection.class)
    @Widget(title = "Smallest radius of the blobs", description = "Shortest half axis.")
    double radiusMin = 4;

    @Layout(StructuresSection.class)
    @Widget(title = "Largest radius of the blobs", description = "Longest half axis.")
    double radiusMax = 12;

    @Override
    public void validate() throws InvalidSettingsException {
        Limits.check("number of specimens", count, 1, 100_000);
        Limits.check("width", width, 1, 8192);
        Limits.check("height", height, 1, 8192);
        Limits.check("slices", slices, 1, 4096);
        Limits.check("distance of the slices", sliceDistance, 0.01, 1000);
        Limits.check("filaments", filaments, 0, 10_000);
        Limits.check("thickness of the filaments", thickness, 0.3, 20);
        Limits.check("blobs", blobs, 0, 10_000);
        Limits.checkInterval("radius of the blobs", radiusMin, radiusMax, 0.5, 1000);
    }
}
