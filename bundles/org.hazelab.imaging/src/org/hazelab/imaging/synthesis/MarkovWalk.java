// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.synthesis;

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
        for (int i = 0; i < steps; i++) {
            long bits = random.nextLong();
            stepOrFallThrough((int)(bits >>> 62));
            visits[row * size + column]++;
            row = wrapped(row + displacements.at((int)(bits >>> 31) & Integer.MAX_VALUE));
            column = wrapped(column + displacements.at((int)bits & Integer.MAX_VALUE));
            visits[row * size + column]++;
        }
    }

    private void paperSteps(int steps, Displacements displacements, RandomStream random) {
        for (int i = 0; i < steps; i++) {
            long bits = random.nextLong();
            stepOrStay((int)(bits >>> 62));
            int displacedRow = wrapped(row + displacements.at((int)(bits >>> 31) & Integer.MAX_VALUE));
            int displacedColumn = wrapped(column + displacements.at((int)bits & Integer.MAX_VALUE));
            visits[displacedRow * size + displacedColumn]++;
        }
    }

    /**
     * The published chain of tests: a direction barred by the border gives way to the next one: up, down, left, right.
     */
    private void stepOrFallThrough(int direction) {
        int last = size - 1;
        if (direction == 0 && row > 0) {
            row--;
        } else if (direction <= 1 && row < last) {
            row++;
        } else if (direction <= 2 && column > 0) {
            column--;
        } else if (column < last) {
            column++;
        }
    }

    private void stepOrStay(int direction) {
        int sign = direction % 2 == 0 ? -1 : 1;
        if (direction < 2) {
            row = Math.max(0, Math.min(size - 1, row + sign));
        } else {
            column = Math.max(0, Math.min(size - 1, column + sign));
        }
    }

    private int wrapped(int index) {
        return index >= 0 && index < size ? index : Math.floorMod(index, size);
    }
}
