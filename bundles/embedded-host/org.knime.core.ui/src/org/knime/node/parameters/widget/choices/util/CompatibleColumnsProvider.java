// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.choices.util;

import java.util.Collection;
import java.util.List;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataValue;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.StringValue;

/** The columns of an input whose cells have one of some values. */
public class CompatibleColumnsProvider implements FilteredInputTableColumnsProvider {

    private final Collection<Class<? extends DataValue>> valueClasses;

    /** Columns with the value. */
    protected CompatibleColumnsProvider(final Class<? extends DataValue> valueClass) {
        this(List.of(valueClass));
    }

    /** Columns with at least one of the values. */
    protected CompatibleColumnsProvider(final Collection<Class<? extends DataValue>> valueClasses) {
        this.valueClasses = valueClasses;
    }

    @Override
    public boolean isIncluded(final DataColumnSpec col) {
        return valueClasses.stream().anyMatch(col.getType()::isCompatible);
    }

    /** Columns with text. */
    public static class StringColumnsProvider extends CompatibleColumnsProvider {

        /** For {@code @ChoicesProvider}. */
        protected StringColumnsProvider() {
            super(StringValue.class);
        }
    }

    /** Columns with numbers. */
    public static class DoubleColumnsProvider extends CompatibleColumnsProvider {

        /** For {@code @ChoicesProvider}. */
        protected DoubleColumnsProvider() {
            super(DoubleValue.class);
        }
    }
}
