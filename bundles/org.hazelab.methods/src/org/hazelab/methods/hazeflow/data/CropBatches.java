// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.haze.DarkChannelPrior;
import org.hazelab.imaging.haze.DcpSettings;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.crops.BatchPieces;
import org.hazelab.methods.crops.CropBatch;
import org.hazelab.methods.crops.CropOrder;
import org.hazelab.methods.crops.CropSource;
import org.hazelab.methods.training.BatchSource;
import org.hazelab.runtime.tensor.FloatTensor;

/**
 * Batches whose crops are made one by one, each from random numbers of its own: a batch depends on its round and index,
 * the settings and the images alone. In validation every round has the same crops. Memory: a batch, and for each thread
 * at most 16 times the pixels of a crop.
 */
abstract class CropBatches<B> implements BatchSource<B> {

    // What random numbers are for. Never renumber these.
    static final int PLACE = CropSource.OWN_PURPOSES;
    static final int DEPTH = PLACE + 1;
    static final int GAMMA = PLACE + 2;
    static final int ENHANCEMENTS = PLACE + 3;
    static final int NEAREST = PLACE + 4;

    private static final DcpSettings DARK_CHANNEL = DcpSettings.hazeFlowTraining();

    private final CropSettings settings;
    private final CropOrder order;
    private final boolean validation;

    /** @throws HazeLabException if a round has more crops than can be counted, or a batch more pixels than a tensor */
    CropBatches(int rows, CropSettings settings, boolean validation) throws HazeLabException {
        this.settings = settings;
        this.validation = validation;
        order = new CropOrder(rows, settings.perRow(), settings.batch(), settings.seed(), validation);
        if (rows > 0) {
            CropSource.Settings.checkBatch(order.largestBatch(), 3, settings.side());
        }
    }

    /** A tensor of a batch: what each crop gives to it. */
    record Part(int planes, int rows, int columns) {

        /** One number. */
        static final Part NUMBER = new Part(1, 1, 1);

        static Part image(int planes, int side) {
            return new Part(planes, side, side);
        }
    }

    /** The tensors of a batch. */
    abstract List<Part> parts();

    abstract String name(int row);

    /**
     * Makes a crop.
     *
     * @param round 0 in validation
     * @return for each of the {@link #parts} its planes
     */
    abstract List<float[][]> crop(int row, int round, int crop) throws HazeLabException;

    /** A batch of tensors. */
    abstract B batch(CropBatch tensors, int round, int index);

    @Override
    public final int batches() {
        return order.batches();
    }

    @Override
    public final B batch(int round, int index) throws HazeLabException {
        int[] crops = order.batch(round, index);
        List<FloatTensor> tensors = new ArrayList<>();
        for (Part part : parts()) {
            tensors.add(FloatTensor.zeros(crops.length, part.planes(), part.rows(), part.columns()));
        }
        // asked before each crop, so that a training which is cancelled need not wait for a large batch
        BatchPieces.make(crops.length, settings.threads(),
            piece -> put(crop(order.row(crops[piece]), drawnRound(round), crops[piece]), tensors, piece));
        List<String> names = Arrays.stream(crops).mapToObj(crop -> name(order.row(crop))).toList();
        return batch(new CropBatch(List.copyOf(tensors), crops, names), drawnRound(round), index);
    }

    private int drawnRound(int round) {
        return validation ? 0 : round;
    }

    private static void put(List<float[][]> crop, List<FloatTensor> tensors, int item) {
        for (int t = 0; t < crop.size(); t++) {
            float[][] planes = crop.get(t);
            for (int plane = 0; plane < planes.length; plane++) {
                int length = planes[plane].length;
                System.arraycopy(planes[plane], 0, tensors.get(t).values(), (item * planes.length + plane) * length,
                    length);
            }
        }
    }

    CropSettings settings() {
        return settings;
    }

    /** The random numbers of a crop, or of a batch. */
    RandomStream stream(int round, int purpose, int number) {
        return order.stream(round, purpose, number);
    }

    /** The number of a crop among all of the training; those of validation have a round of their own. */
    static long number(int round, int crop) {
        return (long)round << Integer.SIZE | crop;
    }

    /** The map that the network takes: the dark channel prior's, with white airlight. */
    static float[] darkChannelMap(FloatImage hazy) throws HazeLabException {
        return DarkChannelPrior.estimate(hazy, DARK_CHANNEL, Progress.NONE).transmission().plane(0);
    }

    static float[][] planes(FloatImage image) {
        float[][] planes = new float[image.channels()][];
        for (int c = 0; c < planes.length; c++) {
            planes[c] = image.plane(c);
        }
        return planes;
    }
}
