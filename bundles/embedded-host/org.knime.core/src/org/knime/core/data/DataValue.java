// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

import java.net.URL;

import javax.swing.Icon;
import javax.swing.ImageIcon;

/**
 * What a cell can be asked for. Every value interface has a {@code UTILITY} constant that names it. Kept of KNIME's
 * contract: {@link DataType} finds {@code UTILITY} by reflection and falls back to the one here.
 */
public interface DataValue {

    /** The fallback for value interfaces that bring none of their own. */
    UtilityFactory UTILITY = new UtilityFactory();

    /** The value as a cell; cells return themselves. */
    default DataCell materializeDataCell() {
        throw new UnsupportedOperationException("This DataValue does not implement materializeDataCell.");
    }

    /** Describes a value interface to people. */
    class UtilityFactory {

        /** For subclasses. */
        protected UtilityFactory() {
        }

        /** A 16x16 icon; an empty one unless overridden. */
        public Icon getIcon() {
            return BlankIcon.INSTANCE;
        }

        /** The image resource at {@code path}, relative to the class, or the empty icon where there is none. */
        protected static Icon loadIcon(final Class<?> className, final String path) {
            URL url = className.getResource(path);
            return url == null ? BlankIcon.INSTANCE : new ImageIcon(url);
        }
    }
}
