// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.trainhazematching;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

import org.hazelab.imaging.ImageSize;
import org.hazelab.knime.nodes.shared.ImageCells;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.node.BufferedDataTable;

/** How much a table gives to train on, found in a moment: the first rows stand for all. */
final class TableSizes {

    private static final int MOST_ROWS = 1000;
    private static final long MOST_NANOSECONDS = TimeUnit.MILLISECONDS.toNanos(500);

    private TableSizes() {
    }

    /** The rows that are left for training where a fraction is held out, at least one. */
    static double trained(long rows, double fraction) {
        double held = fraction == 0 ? 0 : Math.min(rows - 1.0, Math.max(1, Math.rint(fraction * rows)));
        return rows - held;
    }

    /** How many crops fit side by side into an image on average; empty if no image can be seen. */
    static OptionalDouble cropsPerRow(BufferedDataTable table, String column, int side) {
        int index = table.getDataTableSpec().findColumnIndex(column);
        if (index < 0) {
            return OptionalDouble.empty();
        }
        long begin = System.nanoTime();
        double crops = 0;
        int images = 0;
        try (CloseableRowIterator rows = table.iterator()) {
            for (int row = 0; row < MOST_ROWS && rows.hasNext()
                && (images == 0 || System.nanoTime() - begin < MOST_NANOSECONDS); row++) {
                Optional<ImageSize> size = ImageCells.size(rows.next().getCell(index));
                if (size.isPresent()) {
                    long columns = size.get().width() / side;
                    long lines = size.get().height() / side;
                    crops += (double)columns * lines;
                    images++;
                }
            }
        }
        return images == 0 || crops == 0 ? OptionalDouble.empty() : OptionalDouble.of(crops / images);
    }
}
