// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.methods.crops.ImageSet;
import org.junit.jupiter.api.Test;

/** Sizes that the dialogs allow and that no array has room for. */
class LargeSizesTest {

    private static ImageSet pairs(int count, int side) {
        return new Trainings.Sized(count, side) {
            @Override
            public void read(int row, int image, Area area, float[][] planes) {
                throw new AssertionError("nothing is to be read");
            }
        };
    }

    private static TrainingSettings training(int patch, int crops, int batch) {
        return new TrainingSettings(patch, crops, batch, 1, 1e-3, false, 0.9, 0.999, 1e-8, TimeGrid.AUTHORS, false,
            false,
            false, 42);
    }

    private static String refusal(ImageSet pairs, TrainingSettings settings) {
        return assertThrows(HazeLabException.class,
            () -> new HazeMatchingBatches(pairs, Trainings.AS_IT_IS, settings, false)).getMessage();
    }

    @Test
    void refusesABatchThatOneTensorHasNoRoomFor() {
        assertEquals(
            "A batch of 4096 crops of 1024 x 1024 pixels has more pixels than one tensor can have. Choose a batch size "
                + "of at most 511, or smaller crops.",
            refusal(pairs(1, 1024), training(1024, 5000, 4096)));
    }

    /** As many as there are make the batch, which has always worked. */
    @Test
    void takesALargeBatchWhereThereAreFewCrops() throws HazeLabException {
        assertEquals(1,
            new HazeMatchingBatches(pairs(3, 1024), Trainings.AS_IT_IS, training(1024, 2, 4096), false).batches());
    }

    @Test
    void refusesMoreCropsThanCanBeCounted() {
        assertEquals(
            "An epoch has 3000000000 crops, 1000000 of each of 3000 images. Choose at most 715827 crops of each image.",
            refusal(pairs(3000, 16), training(16, 1_000_000, 4)));
    }
}
