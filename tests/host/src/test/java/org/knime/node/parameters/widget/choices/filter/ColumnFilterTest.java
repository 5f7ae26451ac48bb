// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.choices.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;

class ColumnFilterTest {

    private static final DataTableSpec SPEC = new DataTableSpec(new String[] {"a1", "A2", "b1"},
        new DataType[] {StringCell.TYPE, DoubleCell.TYPE, DoubleCell.TYPE});

    private static ColumnFilter pattern(final TypedStringFilter.Mode mode, final String pattern) {
        ColumnFilter filter = new ColumnFilter();
        filter.mode = mode;
        filter.patternFilter.pattern = pattern;
        return filter;
    }

    @Test
    void choosesByHandAndTellsWhatIsMissing() {
        ColumnFilter filter = new ColumnFilter(new String[] {"b1", "gone"});
        assertArrayEquals(new String[] {"b1"}, filter.filterFromFullSpec(SPEC));
        assertArrayEquals(new String[] {"gone"}, filter.getMissingSelectedFromFullSpec(SPEC));
        assertArrayEquals(new String[] {"a1", "A2", "b1"}, filter.withIncludeUnknownColumns().filterFromFullSpec(SPEC));
    }

    @Test
    void choosesByWildcardAndByRegularExpression() {
        ColumnFilter wildcard = pattern(TypedStringFilter.Mode.WILDCARD, "a?");
        assertArrayEquals(new String[] {"a1", "A2"}, wildcard.filterFromFullSpec(SPEC));
        wildcard.patternFilter.isCaseSensitive = true;
        assertArrayEquals(new String[] {"a1"}, wildcard.filterFromFullSpec(SPEC));
        wildcard.patternFilter.isInverted = true;
        assertArrayEquals(new String[] {"A2", "b1"}, wildcard.filterFromFullSpec(SPEC));
        assertArrayEquals(new String[] {"a1", "b1"},
            pattern(TypedStringFilter.Mode.REGEX, ".1").filterFromFullSpec(SPEC));
        assertArrayEquals(new String[0], pattern(TypedStringFilter.Mode.REGEX, "").filterFromFullSpec(SPEC));
    }

    @Test
    void choosesByType() {
        ColumnFilter filter = new ColumnFilter();
        filter.mode = TypedStringFilter.Mode.TYPE;
        filter.typeFilter.selectedTypes = new String[] {DoubleValue.class.getName()};
        assertArrayEquals(new String[] {"A2", "b1"}, filter.filterFromFullSpec(SPEC));
    }
}
