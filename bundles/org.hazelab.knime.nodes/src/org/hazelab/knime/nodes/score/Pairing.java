// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.score;

import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.knime.nodes.score.ReferenceParameters.MatchBy;
import org.hazelab.knime.nodes.score.ReferenceParameters.NameRuleChoice;
import org.hazelab.knime.nodes.shared.CellTexts;
import org.hazelab.knime.nodes.shared.ImageColumns;
import org.hazelab.operations.scoring.NameRule;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.StringValue;
import org.knime.core.node.InvalidSettingsException;

/**
 * How images and the references of a second table find each other.
 *
 * @param byName whether by their names; else by their row keys, and names are only compared
 * @param name the column of the image's name, -1 if there is none
 * @param referenceName the column of the reference's name, -1 if there is none
 * @param rule which part of a name counts
 * @param unique whether two references of one name end the run, as they always have where names were asked for
 */
record Pairing(boolean byName, int name, int referenceName, NameRule rule, boolean unique) {

    /**
     * The pairing of two tables.
     *
     * @throws InvalidSettingsException if a column of names that is needed is not there
     */
    static Pairing of(DataTableSpec images, DataTableSpec references, ScoreMetricsNodeParameters p)
        throws InvalidSettingsException {
        boolean whole = p.nameRule == NameRuleChoice.WHOLE;
        int name = find(images, p.nameColumn);
        int referenceName = find(references, p.referenceNameColumn);
        boolean byName = switch (p.matchBy) {
            case NAME -> true;
            case ROW_KEY -> false;
            // A rule for names says that names are meant: row keys have no part that counts.
            case AUTO -> !whole || name >= 0 && referenceName >= 0;
        };
        if (!byName) {
            return new Pairing(false, name, referenceName, NameRule.WHOLE, true);
        }
        return new Pairing(true, ImageColumns.index(images, p.nameColumn, StringValue.class, "name"),
            ImageColumns.index(references, p.referenceNameColumn, StringValue.class, "reference name"), rule(p),
            p.matchBy == MatchBy.NAME && whole);
    }

    private static int find(DataTableSpec spec, String column) {
        int index = column == null ? -1 : spec.findColumnIndex(column);
        return index >= 0 && spec.getColumnSpec(index).getType().isCompatible(StringValue.class) ? index : -1;
    }

    private static NameRule rule(ScoreMetricsNodeParameters p) throws InvalidSettingsException {
        try {
            return p.nameRule();
        } catch (HazeLabException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }

    /** Whether only one of the tables has names, so that row keys had to do though names were looked for. */
    boolean lacksNames(MatchBy wanted) {
        return wanted == MatchBy.AUTO && !byName && name >= 0 != referenceName >= 0;
    }

    /** What an image is looked up by, null if it is missing. */
    String keyOfImage(DataRow row) {
        return byName ? text(row, name) : row.getKey().getString();
    }

    /** What a reference is found by, null if it is missing. */
    String keyOfReference(DataRow row) {
        return byName ? text(row, referenceName) : row.getKey().getString();
    }

    /** The name of an image that has been found by its row key; empty if it has none, or names have been the key. */
    Optional<String> nameBeside(DataRow row) {
        return beside(row, name);
    }

    /** As {@link #nameBeside}, of a reference. */
    Optional<String> referenceNameBeside(DataRow row) {
        return beside(row, referenceName);
    }

    private Optional<String> beside(DataRow row, int column) {
        return byName || name < 0 || referenceName < 0 ? Optional.empty() : Optional.ofNullable(text(row, column));
    }

    private static String text(DataRow row, int column) {
        return CellTexts.of(row.getCell(column)).orElse(null);
    }
}
