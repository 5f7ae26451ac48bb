// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.perception;

/** Finding a number by its rank without sorting: counting, then Hoare's quickselect among the few that are near. */
final class Selection {

    /** Sign, exponent and the first bits of the fraction, whose order is that of numbers of 0 or more. */
    private static final int SHIFT = 48;

    private Selection() {
    }

    /** The element at {@code (n - 1) / 2} of the sorted numbers, which are 0 or more. */
    static double lowerMedian(double[] values) {
        int[] counts = new int[1 << 63 - SHIFT];
        for (double value : values) {
            counts[bucket(value)]++;
        }
        int rank = (values.length - 1) / 2;
        int median = 0;
        while (rank >= counts[median]) {
            rank -= counts[median++];
        }
        double[] near = new double[counts[median]];
        int count = 0;
        for (double value : values) {
            if (bucket(value) == median) {
                near[count++] = value;
            }
        }
        return select(near, rank);
    }

    /** Adding 0 makes 0 of -0. */
    private static int bucket(double value) {
        return (int)(Double.doubleToRawLongBits(value + 0.0) >>> SHIFT);
    }

    private static double select(double[] values, int rank) {
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
