// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.choices.filter;

import java.util.Arrays;

import org.knime.core.data.DataColumnSpec;
import org.knime.node.parameters.persistence.Persistable;

/** Columns of some types, which are stored as the names of their preferred value classes. */
final class ColumnTypeFilter implements Persistable {

    String[] selectedTypes = {};

    boolean chooses(final DataColumnSpec column) {
        return Arrays.asList(selectedTypes).contains(column.getType().getPreferredValueClass().getName());
    }
}
