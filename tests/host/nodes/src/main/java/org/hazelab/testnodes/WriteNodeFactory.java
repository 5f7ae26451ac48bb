// SPDX-License-Identifier: Apache-2.0
package org.hazelab.testnodes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.MissingValue;
import org.knime.core.data.image.png.PNGImageValue;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.message.Message;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;

/** Writes rows as text into a file. */
public final class WriteNodeFactory extends DefaultNodeFactory {

    /** The file. */
    public static final class Parameters implements NodeParameters {
        @Widget(title = "File", description = "Where to.")
        String file = "";
    }

    /** For the extension point. */
    public WriteNodeFactory() {
        super(DefaultNode.create().name("Test Write").icon("icon.png").shortDescription("Writes rows.")
            .fullDescription("Writes rows.").sinceVersion(5, 8, 0).ports(p -> p.addInputTable("In", "The rows."))
            .model(m -> m.parametersClass(Parameters.class).configure((i, o) -> {
            }).execute(WriteNodeFactory::execute)));
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        Parameters parameters = in.getParameters();
        List<String> lines = new ArrayList<>();
        for (DataRow row : in.getInTable(0)) {
            lines.add(row.getKey() + ": " + row.stream().map(WriteNodeFactory::text).collect(Collectors.joining(", ")));
        }
        try {
            Files.write(Path.of(parameters.file), lines);
        } catch (IOException e) {
            throw KNIMEException.of(Message.fromSummary("The file " + parameters.file + " cannot be written."), e);
        }
    }

    private static String text(final DataCell cell) {
        if (cell instanceof MissingValue missing) {
            return "? (" + missing.getError() + ")";
        }
        if (cell instanceof BytesValue bytes) {
            return bytes.bytes().length + " bytes of " + bytes.bytes()[0];
        }
        if (cell instanceof PNGImageValue png) {
            return "PNG of width " + png.getImageContent().getPreferredSize().width;
        }
        return cell.toString();
    }
}
