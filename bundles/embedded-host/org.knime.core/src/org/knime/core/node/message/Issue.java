// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.message;

import java.util.ArrayList;
import java.util.List;

import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;

/** What is wrong, and perhaps with which cell of which input (indices from zero, -1: not said). */
record Issue(int port, int column, long row, String description) {

    private static final int ROWS_BEFORE = 2;
    private static final int WIDTH = 20;

    String text() {
        return description == null ? "" : description;
    }

    /** The issue with the rows up to the one it is about, and a mark under the cell. */
    Issue rendered(final PortObject[] inputs) {
        if (column < 0 || !(inputs[port] instanceof BufferedDataTable table) || row >= table.size()) {
            return this;
        }
        return new Issue(-1, -1, -1, render(table));
    }

    private String render(final BufferedDataTable table) {
        DataTableSpec spec = table.getDataTableSpec();
        int first = Math.max(0, column - 1);
        int last = Math.min(spec.getNumColumns() - 1, column + 1);
        List<String> lines = new ArrayList<>();
        StringBuilder header = new StringBuilder(pad("Row ID"));
        for (int c = first; c <= last; c++) {
            header.append(pad(spec.getColumnSpec(c).getName()));
        }
        lines.add(header.toString().stripTrailing());
        try (CloseableRowIterator rows = table.iterator()) {
            for (long i = 0; i <= row; i++) {
                DataRow current = rows.next();
                if (i >= row - ROWS_BEFORE) {
                    StringBuilder line = new StringBuilder(pad(current.getKey().getString()));
                    for (int c = first; c <= last; c++) {
                        line.append(pad(current.getCell(c).toString()));
                    }
                    lines.add(line.toString().stripTrailing());
                }
            }
        }
        int indent = (column - first + 1) * (WIDTH + 1);
        lines.add(" ".repeat(indent) + "^");
        lines.add(text());
        return String.join("\n", lines);
    }

    private static String pad(final String cell) {
        String line = cell.replaceAll("\\s+", " ");
        String cut = line.length() > WIDTH ? line.substring(0, WIDTH - 3) + "..." : line;
        return cut + " ".repeat(WIDTH + 1 - cut.length());
    }
}
