// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.training;

import java.util.List;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;

/** Means of losses over the items of batches: the validation by the losses of the training itself. */
public final class MeanLosses<B extends TrainingBatch<B>> implements Validation {

    private final TrainingTask<B> task;
    private final BatchSource<B> batches;

    /** @param batches at least one, of images that are not trained on */
    public MeanLosses(TrainingTask<B> task, BatchSource<B> batches) {
        this.task = task;
        this.batches = batches;
    }

    @Override
    public List<String> names() {
        return task.losses();
    }

    @Override
    public double[] run(int round, Progress progress) throws HazeLabException {
        Sum sum = new Sum(task.losses().size());
        try (Prefetch<B> prefetch = new Prefetch<>(batches, round)) {
            for (int i = 0; i < batches.batches(); i++) {
                B batch = prefetch.next(progress);
                float[] losses = task.evaluate(batch, progress);
                if (NotFinite.firstOdd(losses) >= 0) {
                    throw new NotFinite<>(task, round, losses).validation(batch, progress);
                }
                sum.add(losses, batch.size());
            }
        }
        return sum.means();
    }

    /** Sums losses, each of which is a mean over some items. */
    static final class Sum {

        private final double[] sums;
        private long items;

        Sum(int losses) {
            sums = new double[losses];
        }

        void add(float[] losses, int size) {
            if (losses.length != sums.length) {
                throw new IllegalArgumentException(losses.length + " losses, not " + sums.length);
            }
            for (int i = 0; i < sums.length; i++) {
                sums[i] += size * losses[i];
            }
            items += size;
        }

        double[] means() {
            double[] means = new double[sums.length];
            for (int i = 0; i < means.length; i++) {
                means[i] = sums[i] / Math.max(1, items);
            }
            return means;
        }
    }
}
