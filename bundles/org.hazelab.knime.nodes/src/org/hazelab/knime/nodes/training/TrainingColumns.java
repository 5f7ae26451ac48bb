// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.training;

import java.util.ArrayList;
import java.util.List;

import org.hazelab.knime.nodes.shared.ImageColumns;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;

/**
 * The columns of a table that a training reads.
 *
 * @param words what the images are, such as {@code hazy}
 * @param positions in the table
 */
public record TrainingColumns(List<String> words, List<Integer> positions) {

    /**
     * Finds columns.
     *
     * @param words what the images are
     * @param names of the columns, one a word
     * @throws InvalidSettingsException if one is not there, holds no images, or is chosen twice
     */
    public static TrainingColumns of(DataTableSpec spec, List<String> words, List<String> names)
        throws InvalidSettingsException {
        List<Integer> positions = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            int position = ImageColumns.index(spec, names.get(i), words.get(i));
            int before = positions.indexOf(position);
            if (before >= 0) {
                throw new InvalidSettingsException("The column \"" + names.get(i) + "\" is chosen for "
                    + words.get(before) + " and for " + words.get(i) + " images. Choose two different ones.");
            }
            positions.add(position);
        }
        return new TrainingColumns(List.copyOf(words), List.copyOf(positions));
    }
}
