// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.perception;

/** Finding a number by its rank without sorting (Hoare's quickselect). */
final class Selection {

    private Selection() {
    }

    /** The element at {@code (n - 1) / 2} of the sorted numbers; puts them into another order. No NaN. */
    static double lowerMedian(double[] values) {
        int rank = (values.length - 1) / 2;
        int from = 0;
        int to = values.length - 1;
        while (from < to) {
            double pivot = middle(values[from], values[(from + to) >>> 1], values[to]);
            int i = from;
            int j = to;
            while (i <= j) {
                while (values[i] < pivot) {
                    i++;
                }
                while (values[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    double swap = values[i];
                    values[i++] = values[j];
                    values[j--] = swap;
                }
            }
            if (rank <= j) {
                to = j;
            } else if (rank >= i) {
                from = i;
            } else {
                break;
            }
        }
        return values[rank];
    }

    private static double middle(double a, double b, double c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}
