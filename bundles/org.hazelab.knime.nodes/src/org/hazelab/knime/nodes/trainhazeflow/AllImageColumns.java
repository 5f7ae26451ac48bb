// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.trainhazeflow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.hazelab.knime.nodes.dialog.Inputs;
import org.hazelab.knime.nodes.shared.ImageCells;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.widget.choices.ColumnChoicesProvider;

/** Offers the image columns of all tables: a dialog is not told by KNIME 5.8 which optional input a table is at. */
final class AllImageColumns implements ColumnChoicesProvider {

    @Override
    public List<DataColumnSpec> columnChoices(NodeParametersInput input) {
        Map<String, DataColumnSpec> columns = new LinkedHashMap<>();
        // tables come before a model, whose position has no spec of a table
        for (int port = 0; port < Inputs.count(input, BufferedDataTable.TYPE); port++) {
            PortObjectSpec spec = input.getInPortSpec(port).orElse(null);
            if (spec instanceof DataTableSpec table) {
                table.stream().filter(ImageCells::isImage)
                    .forEach(column -> columns.putIfAbsent(column.getName(), column));
            }
        }
        return List.copyOf(columns.values());
    }
}
