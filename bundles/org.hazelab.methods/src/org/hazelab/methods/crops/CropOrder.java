// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.crops;

import java.util.Arrays;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.random.RandomStream;

/**
 * Which crop comes when: the order of a round's crops and their random numbers, whatever a crop is made of. Rows of
 * several tables are counted one table after the other.
 *
 * <p>In training crops are shuffled, and a rest that fills no batch is left out, unless there is nothing else. In
 * validation the crops are the same in every round, in the order of the rows, all of them. A round's order depends on
 * seed and round alone.
 */
public final class CropOrder {

    private static final int ORDER = 0;
    /** As many as one array has numbers. */
    private static final int MOST_CROPS = Integer.MAX_VALUE - 8;

    private final int rows;
    private final int batch;
    private final long seed;
    private final boolean validation;
    private final int crops;
    /** The crops of {@link #orderedRound}, shuffled; a shuffle takes longer than a batch where crops are many. */
    private int[] order = {};
    private int orderedRound;

    /**
     * @param rows of all tables; may be 0
     * @param perRow crops of each row in a round
     * @param batch crops of a batch
     * @param seed any number
     * @throws HazeLabException if a round has more crops than can be counted
     */
    public CropOrder(int rows, int perRow, int batch, long seed, boolean validation) throws HazeLabException {
        if (perRow < 1 || batch < 1) {
            throw new IllegalArgumentException(perRow + " crops, batch " + batch);
        }
        this.rows = rows;
        this.batch = batch;
        this.seed = seed;
        this.validation = validation;
        long all = (long)rows * perRow;
        if (all > MOST_CROPS) {
            throw new HazeLabException("An epoch has " + all + " crops, " + perRow + " of each of " + rows + " images",
                "Choose at most " + MOST_CROPS / rows + " crops of each image");
        }
        crops = (int)all;
    }

    /** The crops of a round. */
    public int crops() {
        return crops;
    }

    /** The batches of a round. */
    public int batches() {
        int full = crops / batch;
        boolean rest = crops % batch != 0 && (validation || full == 0);
        return rest ? full + 1 : full;
    }

    /** The crops of the largest batch. */
    public int largestBatch() {
        return Math.min(batch, crops);
    }

    /** The row that a crop is of. */
    public int row(int crop) {
        return crop % rows;
    }

    /**
     * The numbers of the crops of a batch. By one thread at a time.
     *
     * @param round from 1
     * @param index of the batch, from 0
     */
    public int[] batch(int round, int index) {
        int first = index * batch;
        int count = Math.min(batch, crops - first);
        if (validation) {
            int[] numbers = new int[count];
            Arrays.setAll(numbers, i -> first + i);
            return numbers;
        }
        if (order.length == 0 || orderedRound != round) {
            shuffle(round);
        }
        return Arrays.copyOfRange(order, first, first + count);
    }

    /** Fisher and Yates. */
    private void shuffle(int round) {
        if (order.length == 0) {
            order = new int[crops];
        }
        RandomStream random = stream(round, ORDER, 0);
        for (int i = 0; i < crops; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        orderedRound = round;
    }

    /**
     * Random numbers that are the same whenever they are drawn.
     *
     * @param round of the training; 0 for what shall be the same in every round
     * @param purpose from {@link CropSource#OWN_PURPOSES} on, one for each kind of numbers that a method draws
     * @param crop its number in the round, see {@link #batch}
     */
    public RandomStream stream(int round, int purpose, int crop) {
        return RandomStream.of(seed, validation ? 1 : 0, round, purpose, crop);
    }
}
