// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io;

/**
 * The five row filters of PNG (W3C PNG, section 9): what a byte is predicted to be from its left and upper neighbours.
 */
final class PngFilter {

    static final int NONE = 0;
    static final int SUB = 1;
    static final int UP = 2;
    static final int AVERAGE = 3;
    static final int PAETH = 4;

    private PngFilter() {
    }

    /**
     * Restores a filtered row in place; false if the filter is unknown.
     *
     * @param above the restored row above, zeros for the first
     * @param step bytes of a pixel, at least 1
     */
    static boolean undo(int filter, byte[] row, byte[] above, int step) {
        int n = row.length;
        int head = Math.min(step, n);
        switch (filter) {
            case NONE:
                return true;
            case SUB:
                for (int i = step; i < n; i++) {
                    row[i] += row[i - step];
                }
                return true;
            case UP:
                for (int i = 0; i < n; i++) {
                    row[i] += above[i];
                }
                return true;
            case AVERAGE:
                for (int i = 0; i < head; i++) {
                    row[i] += (above[i] & 0xff) >> 1;
                }
                for (int i = step; i < n; i++) {
                    row[i] += (row[i - step] & 0xff) + (above[i] & 0xff) >> 1;
                }
                return true;
            case PAETH:
                for (int i = 0; i < head; i++) {
                    row[i] += above[i];
                }
                for (int i = step; i < n; i++) {
                    row[i] += paeth(row[i - step] & 0xff, above[i] & 0xff, above[i - step] & 0xff);
                }
                return true;
            default:
                return false;
        }
    }

    /** Filters a row: {@code to[at]} becomes the filter's number, the bytes after it the differences. */
    static void apply(int filter, byte[] row, byte[] above, int step, byte[] to, int at) {
        to[at] = (byte)filter;
        int o = at + 1;
        int n = row.length;
        for (int i = 0; i < Math.min(step, n); i++) {
            int up = above[i] & 0xff;
            to[o + i] = (byte)(row[i] - switch (filter) {
                case UP, PAETH -> up;
                case AVERAGE -> up >> 1;
                default -> 0;
            });
        }
        switch (filter) {
            case SUB -> {
                for (int i = step; i < n; i++) {
                    to[o + i] = (byte)(row[i] - row[i - step]);
                }
            }
            case UP -> {
                for (int i = step; i < n; i++) {
                    to[o + i] = (byte)(row[i] - above[i]);
                }
            }
            case AVERAGE -> {
                for (int i = step; i < n; i++) {
                    to[o + i] = (byte)(row[i] - ((row[i - step] & 0xff) + (above[i] & 0xff) >> 1));
                }
            }
            case PAETH -> {
                for (int i = step; i < n; i++) {
                    to[o + i] = (byte)(row[i] - paeth(row[i - step] & 0xff, above[i] & 0xff, above[i - step] & 0xff));
                }
            }
            default -> System.arraycopy(row, Math.min(step, n), to, o + Math.min(step, n), n - Math.min(step, n));
        }
    }

    /** Whichever of left, up and upper left is nearest to left + up - upper left, in this order. */
    private static int paeth(int left, int up, int corner) {
        int toLeft = Math.abs(up - corner);
        int toUp = Math.abs(left - corner);
        int toCorner = Math.abs(left + up - 2 * corner);
        if (toLeft <= toUp && toLeft <= toCorner) {
            return left;
        }
        return toUp <= toCorner ? up : corner;
    }
}
