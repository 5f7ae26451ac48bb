// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.methods.crops.CropBatch;
import org.hazelab.methods.crops.CropSource;
import org.hazelab.methods.crops.CropTransform;
import org.hazelab.methods.crops.ImageSet;
import org.hazelab.methods.training.BatchSource;
import org.hazelab.runtime.tensor.FloatTensor;

/** The batches of training or validation: crops in units of the network, each with a time and noise of its own. */
final class HazeMatchingBatches implements BatchSource<HazeMatchingBatch> {

    private static final int NOISE = CropSource.OWN_PURPOSES;

    private final CropSource crops;
    private final Normalization normalization;
    private final TrainingSettings settings;
    private final boolean validation;

    /** @throws HazeLabException as {@link CropSource} */
    HazeMatchingBatches(ImageSet images, Normalization normalization, TrainingSettings settings, boolean validation)
        throws HazeLabException {
        this.normalization = normalization;
        this.settings = settings;
        this.validation = validation;
        CropTransform transform = settings.flips() ? CropTransform.ROTATE_AND_FLIP : CropTransform.NONE;
        crops = new CropSource(images, 2, new CropSource.Settings(settings.patch(), settings.crops(),
            settings.batch(), transform, settings.seed()), validation);
    }

    @Override
    public int batches() {
        return crops.batches();
    }

    @Override
    public HazeMatchingBatch batch(int round, int index) throws HazeLabException {
        CropBatch batch = crops.batch(round, index);
        float[] hazy = batch.images().get(HazeMatchingBatch.HAZY).values();
        float[] clean = batch.images().get(HazeMatchingBatch.CLEAN).values();
        for (int i = 0; i < hazy.length; i++) {
            hazy[i] = normalization.input(hazy[i]);
            clean[i] = normalization.target(clean[i]);
        }
        FloatTensor times = FloatTensor.zeros(batch.size());
        FloatTensor noise = FloatTensor.zeros(batch.size(), 1, settings.patch(), settings.patch());
        for (int item = 0; item < batch.size(); item++) {
            boolean fixed = validation && settings.fixedValidation();
            RandomStream random = crops.stream(fixed ? 0 : round, NOISE, batch.crops()[item]);
            times.values()[item] = settings.anyTime() ? random.nextFloat()
                : settings.grid().time(random.nextInt(settings.grid().points()));
            int pixels = settings.patch() * settings.patch();
            for (int i = 0; i < pixels; i++) {
                noise.values()[item * pixels + i] = (float)random.nextGaussian();
            }
        }
        return new HazeMatchingBatch(noise, times, batch);
    }
}
