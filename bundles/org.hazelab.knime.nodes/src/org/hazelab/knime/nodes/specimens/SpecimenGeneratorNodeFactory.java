// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.specimens;

import static org.hazelab.knime.nodes.shared.ImageColumns.column;

import java.io.IOException;
import java.util.Locale;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.knime.nodes.shared.ImageCells;
import org.hazelab.knime.nodes.shared.NodeRun;
import org.hazelab.operations.haze.GenerateSpecimens;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** Specimen Generator (HazeLab): a table of synthetic z-stacks. */
public final class SpecimenGeneratorNodeFactory extends DefaultNodeFactory {

    private static final DefaultNode NODE = DefaultNode.create().name("Specimen Generator (HazeLab)")
        .icon("./specimen_generator.png").shortDescription("Makes z-stacks of synthetic filaments and blobs.")
        .fullDescription("""
            <p>Makes synthetic specimens for microscopy: z-stacks with filaments, which wind through the stack as
            microtubules do in cells that are spread on glass, and blobs, which are ellipsoids with soft edges, such as
            nuclei or vesicles. They show where light comes from, before any microscope has blurred it: the Haze
            Synthesizer makes hazy and clean images of them.</p>
            <p>Brightness reaches from 0 to 1, the brightest pixel of a stack being 1. The same seed gives the same
            stacks, byte for byte, on every computer. Take two of these nodes with different seeds for specimens to
            train with and others to test with.</p>
            """)
        .sinceVersion(5, 8, 0)
        .ports(ports -> ports.addOutputTable("Specimens", """
            One row per specimen with the columns <tt>name</tt> and <tt>image</tt> (a stack of one channel, 0 to 1).
            """))
        .model(model -> model.parametersClass(SpecimenGeneratorNodeParameters.class)
            .configure(SpecimenGeneratorNodeFactory::configure).execute(SpecimenGeneratorNodeFactory::execute))
        .nodeType(NodeType.Source)
        .keywords("synthetic", "microscopy", "filaments", "microtubules", "nuclei", "stack", "phantom", "simulation");

    private static final DataTableSpec SPEC =
        new DataTableSpec(column("name", StringCell.TYPE), column("image", ImageCells.Kind.FLOAT.type()));

    /** Called by KNIME. */
    public SpecimenGeneratorNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        SpecimenGeneratorNodeParameters parameters = in.getParameters();
        try {
            new GenerateSpecimens(parameters.config());
        } catch (HazeLabException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
        out.setOutSpec(0, SPEC);
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        SpecimenGeneratorNodeParameters parameters = in.getParameters();
        ExecutionContext exec = in.getExecutionContext();
        NodeRun.run(exec, progress -> out.setOutData(0, table(parameters, exec, progress)));
    }

    private static BufferedDataTable table(SpecimenGeneratorNodeParameters parameters, ExecutionContext exec,
        Progress progress) throws HazeLabException, IOException {
        GenerateSpecimens operation = new GenerateSpecimens(parameters.config());
        // All names of a table are equally long, so that they sort as they are counted.
        String format = "%s_%0" + Math.max(3, Integer.toString(parameters.count).length()) + "d";
        BufferedDataContainer container = exec.createDataContainer(SPEC);
        try {
            for (int s = 0; s < parameters.count; s++) {
                String name = String.format(Locale.ROOT, format, parameters.prefix, s + 1);
                Progress part = progress.part(s / (double)parameters.count, (s + 1) / (double)parameters.count,
                    "Image " + (s + 1) + " of " + parameters.count + ": ");
                part.report(0, "drawing");
                FloatImage stack = operation.run(parameters.seed, s, part.part(0, 0.8, ""));
                container.addRowToTable(new DefaultRow(RowKey.createRowKey((long)s), new StringCell(name),
                    ImageCells.create(stack, ImageCells.Kind.FLOAT, "specimen_" + s, exec, part.part(0.8, 1, ""))));
            }
        } finally {
            container.close();
        }
        return container.getTable();
    }
}
