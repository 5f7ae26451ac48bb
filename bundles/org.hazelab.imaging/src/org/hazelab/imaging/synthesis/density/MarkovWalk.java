// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.synthesis.density;

import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.task.Progress;

/**
 * The walk of Markov chain Brownian motion over a square: counts how often each cell is visited.
 *
 * <p>One 64-bit draw makes a step: 2 bits for its direction, 31 for each of its two displacements.
 */
final class MarkovWalk {

    private static final int STEPS_PER_CHECK = 1 << 14;

    private final int size;
    private final int[] visits;
    private int row;
    private int column;

    private MarkovWalk(int size) {
        this.size = size;
        this.visits = new int[Math.multiplyExact(size, size)];
    }

    /**
     * The walk as in the published code. It starts anywhere but in the last row and column, and the start counts. A
     * step counts the cell it reaches and then, displaced by two truncated normal numbers with wrap-around, the cell it
     * is carried to: 2 * steps + 1 counts in all.
     */
    static int[] code(int size, int steps, Displacements displacements, RandomStream random, Progress progress) {
        MarkovWalk walk = new MarkovWalk(size);
        walk.row = random.nextInt(size - 1);
        walk.column = random.nextInt(size - 1);
        walk.visits[walk.row * size + walk.column]++;
        for (int done = 0; done < steps; done += STEPS_PER_CHECK) {
            progress.checkCanceled();
            walk.codeSteps(Math.min(STEPS_PER_CHECK, steps - done), displacements, random);
        }
        return walk.visits;
    }

    /**
     * The walk as in the paper, equations (20) and (21): a step up, down, left or right, then the cell displaced by two
     * rounded normal numbers is counted, while the walker stays: {@code steps} counts in all. Where the paper is
     * silent: the start is any cell, uniformly, and does not count; a step that would leave the map is not taken;
     * displacements wrap around.
     */
    static int[] paper(int size, int steps, Displacements displacements, RandomStream random, Progress progress) {
        MarkovWalk walk = new MarkovWalk(size);
        walk.row = random.nextInt(size);
        walk.column = random.nextInt(size);
        for (int done = 0; done < steps; done += STEPS_PER_CHECK) {
            progress.checkCanceled();
            walk.paperSteps(Math.min(STEPS_PER_CHECK, steps - done), displacements, random);
        }
        return walk.visits;
    }

    private void codeSteps(int steps, Displacements displacements, RandomStream random) {
        int last = size - 1;
        int r = row;
        int c = column;
        for (int i = 0; i < steps; i++) {
            long bits = random.nextLong();
            int direction = (int)(bits >>> 62);
            if (r > 0 && r < last && c > 0 && c < last) {
                r += rowStep(direction);
                c += columnStep(direction);
            } else if (direction == 0 && r > 0) {
                // from here on the published chain of tests: a direction barred by the border gives way to the next one
                r--;
            } else if (direction <= 1 && r < last) {
                r++;
            } else if (direction <= 2 && c > 0) {
                c--;
            } else if (c < last) {
                c++;
            }
            visits[r * size + c]++;
            r = wrapped(r + displacements.at((int)(bits >>> 31) & Integer.MAX_VALUE));
            c = wrapped(c + displacements.at((int)bits & Integer.MAX_VALUE));
            visits[r * size + c]++;
        }
        row = r;
        column = c;
    }

    private void paperSteps(int steps, Displacements displacements, RandomStream random) {
        int last = size - 1;
        int r = row;
        int c = column;
        for (int i = 0; i < steps; i++) {
            long bits = random.nextLong();
            int direction = (int)(bits >>> 62);
            r = Math.max(0, Math.min(last, r + rowStep(direction)));
            c = Math.max(0, Math.min(last, c + columnStep(direction)));
            int displacedRow = wrapped(r + displacements.at((int)(bits >>> 31) & Integer.MAX_VALUE));
            int displacedColumn = wrapped(c + displacements.at((int)bits & Integer.MAX_VALUE));
            visits[displacedRow * size + displacedColumn]++;
        }
        row = r;
        column = c;
    }

    /** -1, 1, 0, 0 for up, down, left, right; computed, as processors guess a branch on a random direction wrong. */
    private static int rowStep(int direction) {
        return (2 * (direction & 1) - 1) & (direction >> 1) - 1;
    }

    /** 0, 0, -1, 1 for up, down, left, right. */
    private static int columnStep(int direction) {
        return (2 * (direction & 1) - 1) & -(direction >> 1);
    }

    private int wrapped(int index) {
        return index >= 0 && index < size ? index : Math.floorMod(index, size);
    }
}
