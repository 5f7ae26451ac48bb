// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.table;

import java.util.Iterator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

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

    /** A table of rows that are in memory. */
    static <R> ImageTable<R> of(List<R> rows) {
        return new ImageTable<>() {
            @Override
            public long size() {
                return rows.size();
            }

            @Override
            public Rows<R> open() {
                Iterator<R> iterator = rows.iterator();
                return Rows.of(iterator::hasNext, iterator::next, () -> {});
            }
        };
    }

    /** The rows of a table, one after another; there are as many as the table has. For one thread at a time. */
    interface Rows<R> extends Iterator<R>, AutoCloseable {

        /** Rows of something that is closed at the end. */
        static <R> Rows<R> of(BooleanSupplier hasNext, Supplier<R> next, Runnable end) {
            return new Rows<>() {
                @Override
                public boolean hasNext() {
                    return hasNext.getAsBoolean();
                }

                @Override
                public R next() {
                    return next.get();
                }

                @Override
                public void close() {
                    end.run();
                }
            };
        }

        @Override
        void close();
    }
}
