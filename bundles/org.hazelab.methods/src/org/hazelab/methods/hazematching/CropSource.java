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
    /** As many as one array has numbers. */
    private static final int MOST_CROPS = Integer.MAX_VALUE - 8;

    private final TrainingPairs pairs;
    private final TrainingSettings settings;
    /** Training and validation draw differently. */
    private final boolean validation;
    private final int crops;
    /** The crops of {@link #orderedEpoch}, shuffled; a shuffle takes longer than a batch where crops are many. */
    private int[] order;
    private int orderedEpoch;

    /**
     * @throws HazeLabException if a pair is smaller than a crop, or an epoch or a batch has more than can be counted
     */
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
        crops = countable(pairs, settings);
        settings.checkBatch(Math.min(settings.batch(), crops));
    }

    private static int countable(TrainingPairs pairs, TrainingSettings settings) throws HazeLabException {
        long crops = (long)pairs.count() * settings.crops();
        if (crops > MOST_CROPS) {
            throw new HazeLabException("An epoch has " + crops + " crops, " + settings.crops() + " of each of "
                + pairs.count() + " images", "Choose at most " + MOST_CROPS / pairs.count() + " crops of each image");
        }
        return (int)crops;
    }

    /** The crops of an epoch. */
    int crops() {
        return crops;
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
        CropBatch batch = CropBatch.empty(count, settings.patch());
        for (int i = 0; i < count; i++) {
            int crop = crop(epoch, first + i);
            batch.cut(i, pairs, crop % pairs.count(), settings.patch(), settings.flips() && !validation,
                stream(validation ? 0 : epoch, CROP, crop));
            batch.draw(i, settings.grid(), settings.anyTime(),
                stream(validation && settings.fixedValidation() ? 0 : epoch, NOISE, crop));
        }
        return batch;
    }

    /** Which image a crop of a batch is of, in words. */
    String name(int epoch, int index, int cropOfBatch) {
        int crop = crop(epoch, index * settings.batch() + cropOfBatch);
        return pairs.name(crop % pairs.count()) + " of the " + (validation ? "validation" : "training") + " images";
    }

    /** The crop at a place of an epoch: in training they are shuffled (Fisher and Yates), in validation not. */
    private int crop(int epoch, int place) {
        if (validation) {
            return place;
        }
        if (order == null || orderedEpoch != epoch) {
            shuffle(epoch);
        }
        return order[place];
    }

    private void shuffle(int epoch) {
        if (order == null) {
            order = new int[crops];
        }
        RandomStream random = stream(epoch, ORDER, 0);
        for (int i = 0; i < crops; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        orderedEpoch = epoch;
    }

    private RandomStream stream(int epoch, int purpose, int index) {
        return RandomStream.of(settings.seed(), validation ? 1 : 0, epoch, purpose, index);
    }
}
