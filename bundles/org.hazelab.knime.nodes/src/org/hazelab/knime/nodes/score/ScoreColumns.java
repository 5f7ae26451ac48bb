// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.score;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Nullable;
import org.hazelab.knime.nodes.score.ReferenceParameters.MatchBy;
import org.hazelab.knime.nodes.score.ReferenceParameters.ReferenceFrom;
import org.hazelab.knime.nodes.shared.ImageColumns;
import org.hazelab.knime.nodes.shared.TableRows;
import org.hazelab.operations.scoring.ImageRow;
import org.hazelab.operations.scoring.NameRule;
import org.hazelab.operations.scoring.Pairing;
import org.hazelab.operations.table.ImageTable;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.StringValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;

/**
 * The positions of the columns that are read; -1 for those that are not.
 *
 * @param image the images
 * @param name their names
 * @param reference the references in the rows of their images
 * @param otherImage the references in a second table
 * @param otherName their names
 * @param pairing how both tables find each other; null if there is no second table
 */
record ScoreColumns(int image, int name, int reference, int otherImage, int otherName, @Nullable Pairing pairing) {

    /**
     * The columns of one or two tables.
     *
     * @throws InvalidSettingsException if a column that is needed is not there
     */
    static ScoreColumns of(DataTableSpec[] specs, ScoreMetricsNodeParameters p) throws InvalidSettingsException {
        int image = ImageColumns.index(specs[0], p.imageColumn);
        if (specs.length > 1) {
            return ofTwo(specs[0], specs[1], image, p);
        }
        return new ScoreColumns(image, -1, p.reference == ReferenceFrom.COLUMN
            ? ImageColumns.index(specs[0], p.referenceColumn, "reference") : -1, -1, -1, null);
    }

    private static ScoreColumns ofTwo(DataTableSpec images, DataTableSpec references, int image,
        ScoreMetricsNodeParameters p) throws InvalidSettingsException {
        int otherImage = ImageColumns.index(references, p.referenceTableColumn, "reference");
        int name = find(images, p.nameColumn);
        int otherName = find(references, p.referenceNameColumn);
        Pairing pairing = Pairing.of(by(p.matchBy), rule(p), name >= 0, otherName >= 0);
        if (pairing.byName()) {
            name = ImageColumns.index(images, p.nameColumn, StringValue.class, "name");
            otherName = ImageColumns.index(references, p.referenceNameColumn, StringValue.class, "reference name");
        }
        return new ScoreColumns(image, name, -1, otherImage, otherName, pairing);
    }

    private static Pairing.By by(MatchBy choice) {
        return switch (choice) {
            case AUTO -> Pairing.By.AUTO;
            case ROW_KEY -> Pairing.By.ROW_KEY;
            case NAME -> Pairing.By.NAME;
        };
    }

    private static NameRule rule(ScoreMetricsNodeParameters p) throws InvalidSettingsException {
        try {
            return p.nameRule();
        } catch (HazeLabException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }

    /** A column of names, -1 if there is none. */
    private static int find(DataTableSpec spec, String column) {
        int index = column == null ? -1 : spec.findColumnIndex(column);
        return index >= 0 && spec.getColumnSpec(index).getType().isCompatible(StringValue.class) ? index : -1;
    }

    /** The table of images, with the references that stand in it. */
    ImageTable<TableImage> images(BufferedDataTable table) {
        return new TableRows<>(table, row -> new TableImage(row, image, name, reference));
    }

    /** The table of references. */
    ImageTable<? extends ImageRow> references(BufferedDataTable table) {
        return new TableRows<>(table, row -> new TableImage(row, otherImage, otherName, -1));
    }
}
