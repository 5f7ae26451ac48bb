// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.table;

import java.util.Iterator;

/**
 * A table with images that can be read again and again, row by row.
 *
 * @param <R> what a row gives
 */
public interface ImageTable<R> {

    /** The number of rows. */
    long size();

    /** Starts at the first row. */
    Rows<R> open();

    /** The rows of a table, one after another; there are as many as the table has. For one thread at a time. */
    interface Rows<R> extends Iterator<R>, AutoCloseable {

        @Override
        void close();
    }
}
