// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.choices.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;

class ColumnFilterTest {

    private static final List<DataColumnSpec> ALL =
        List.of(column("a1", StringCell.TYPE), column("A2", DoubleCell.TYPE),
            column("b1", DoubleCell.TYPE));

    private static DataColumnSpec column(final String name, final DataType type) {
        return new DataColumnSpecCreator(name, type).createSpec();
    }

    private static ColumnFilter pattern(final TypedStringFilter.Mode mode, final String pattern) {
        ColumnFilter filter = new ColumnFilter();
        filter.mode = mode;
        filter.patternFilter.pattern = pattern;
        return filter;
    }

    @Test
    void choosesByHand() {
        ColumnFilter filter = new ColumnFilter(new String[] {"b1", "gone"});
        assertArrayEquals(new String[] {"b1"}, filter.filter(ALL));
        assertArrayEquals(new String[] {"a1", "A2", "b1"}, filter.withIncludeUnknownColumns().filter(ALL));
    }

    @Test
    void choosesByWildcardAndByRegularExpression() {
        ColumnFilter wildcard = pattern(TypedStringFilter.Mode.WILDCARD, "a?");
        assertArrayEquals(new String[] {"a1", "A2"}, wildcard.filter(ALL));
        wildcard.patternFilter.isCaseSensitive = true;
        assertArrayEquals(new String[] {"a1"}, wildcard.filter(ALL));
        wildcard.patternFilter.isInverted = true;
        assertArrayEquals(new String[] {"A2", "b1"}, wildcard.filter(ALL));
        assertArrayEquals(new String[] {"a1", "b1"},
            pattern(TypedStringFilter.Mode.REGEX, ".1").filter(ALL));
        assertArrayEquals(new String[0], pattern(TypedStringFilter.Mode.REGEX, "").filter(ALL));
    }

    @Test
    void choosesByType() {
        ColumnFilter filter = new ColumnFilter();
        filter.mode = TypedStringFilter.Mode.TYPE;
        filter.typeFilter.selectedTypes = new String[] {DoubleValue.class.getName()};
        assertArrayEquals(new String[] {"A2", "b1"}, filter.filter(ALL));
    }
}
