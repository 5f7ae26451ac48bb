// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

import java.io.IOException;
import java.io.InputStream;

/** Creates cells of one type; needs a public constructor without arguments, for the extension point. */
public interface DataCellFactory {

    /** The type of the cells. */
    DataType getDataType();

    /** Reads cells from text. */
    interface FromString extends DataCellFactory {

        /** A cell for the text. */
        DataCell createCell(String input);
    }

    /** Reads cells from short text. */
    interface FromSimpleString extends FromString {
    }

    /** Reads cells from long text. */
    interface FromComplexString extends FromString {
    }

    /** Reads cells from bytes. */
    interface FromInputStream extends DataCellFactory {

        /** A cell for everything that is left in the stream. */
        DataCell createCell(InputStream input) throws IOException;
    }
}
