// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.random.RandomStream;

/**
 * The batches of training and validation. Each epoch and each crop has random numbers of its own, so that a training
 * that goes on from a checkpoint draws what it would have drawn without stopping.
 */
final class CropSource {

    private static final int ORDER = 0;
    private static final int CROP = 1;
    private static final int NOISE = 2;

    private final TrainingPairs pairs;
    private final TrainingSettings settings;
    /** Training and validation draw differently. */
    private final boolean validation;

    /** @throws HazeLabException if a pair is smaller than a crop */
    CropSource(TrainingPairs pairs, TrainingSettings settings, boolean validation) throws HazeLabException {
        this.pairs = pairs;
        this.settings = settings;
        this.validation = validation;
        for (int i = 0; i < pairs.count(); i++) {
            if (Math.min(pairs.height(i), pairs.width(i)) < settings.patch()) {
                throw new HazeLabException("Image " + (i + 1) + " of the " + (validation ? "validation" : "training")
                    + " has " + pairs.width(i) + " x " + pairs.height(i) + " pixels, less than the crops of "
                    + settings.patch() + " x " + settings.patch(), "Choose smaller crops or leave the image out");
            }
        }
    }

    /** The crops of an epoch. */
    int crops() {
        return Math.multiplyExact(pairs.count(), settings.crops());
    }

    /** The batches of an epoch: in training without a rest, unless there is nothing else. */
    int batches() {
        int full = crops() / settings.batch();
        boolean rest = crops() % settings.batch() != 0 && (validation || full == 0);
        return rest ? full + 1 : full;
    }

    /**
     * A batch of an epoch.
     *
     * @param epoch from 1
     * @param index from 0
     * @throws HazeLabException if an image cannot be read
     */
    CropBatch batch(int epoch, int index) throws HazeLabException {
        int first = index * settings.batch();
        int count = Math.min(settings.batch(), crops() - first);
        int[] order = order(epoch);
        CropBatch batch = CropBatch.empty(count, settings.patch());
        for (int i = 0; i < count; i++) {
            int crop = order[first + i];
            batch.cut(i, pairs, crop % pairs.count(), settings.patch(), settings.flips() && !validation,
                stream(validation ? 0 : epoch, CROP, crop));
            batch.draw(i, settings.grid(), settings.anyTime(),
                stream(validation && settings.fixedValidation() ? 0 : epoch, NOISE, crop));
        }
        return batch;
    }

    /** The crops of an epoch, shuffled (Fisher and Yates) in training. */
    private int[] order(int epoch) {
        int[] order = new int[crops()];
        RandomStream random = stream(epoch, ORDER, 0);
        for (int i = 0; i < order.length; i++) {
            int other = validation ? i : random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }

    private RandomStream stream(int epoch, int purpose, int index) {
        return RandomStream.of(settings.seed(), validation ? 1 : 0, epoch, purpose, index);
    }
}
