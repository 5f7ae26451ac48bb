// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.training;

import org.hazelab.methods.hazeflow.network.HazeFlowNetwork;
import org.hazelab.methods.hazeflow.network.HazeFlowShape;
import org.hazelab.methods.hazeflow.training.settings.Stage;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.tensor.FloatTensor;

/**
 * The memory on the device that a stage takes, an estimate from above. Sets of weights: those that are trained, those
 * before the round, the average and its best, two moments, the sum of the gradients, the gradients of each lane, and
 * the teacher's. Then what a lane keeps of its crops for the gradients.
 */
final class TrainingMemory {

    /** Weights, weights before, average, best average, two moments, sum of gradients. */
    private static final int SETS = 7;
    /**
     * Maps that a residual block keeps for the gradients, of its channels. With it compact is to take 2.5 GB for crops
     * of 256 x 256 pixels; seen are 2.9 GB of the whole process, with some hundred MB of Java's heap.
     */
    private static final long MAPS_OF_BLOCK = 16;
    /** Lanes of the processor that are usual. */
    private static final int LANES = 2;
    /** VGG16's weights, and the maps that LPIPS keeps of two images of 224 x 224 pixels. */
    private static final long LPIPS_BYTES = 59_000_000L;
    private static final long LPIPS_CROP_BYTES = 240_000_000L;

    private TrainingMemory() {
    }

    /** In bytes, for a processor that works on pieces of {@link StageTask#PIECE} crops in two lanes. */
    static long of(HazeFlowRecipe recipe, Stage stage) {
        HazeFlowShape shape = recipe.shape();
        long weights = 0;
        for (Parameter parameter : HazeFlowNetwork.parameters(shape)) {
            weights += FloatTensor.size(parameter.shape());
        }
        long sets = (long)SETS + LANES + (stage.hasTeacher() ? 1 : 0);
        boolean lpips = recipe.settings().losses().perceptual().isLpips(recipe.weights());
        int side = recipe.settings().side();
        long crops = (long)LANES * Math.min(StageTask.PIECE, recipe.settings().of(stage).batch());
        long crop = Float.BYTES * floatsPerPixel(shape) * side * side + (lpips ? LPIPS_CROP_BYTES : 0);
        return sets * weights * Float.BYTES + (lpips ? LPIPS_BYTES : 0) + crops * crop;
    }

    private static long floatsPerPixel(HazeFlowShape shape) {
        double floats = 0;
        for (int level = 0; level < shape.levels(); level++) {
            // down, up with one more, and the blocks that halve and double
            int blocks = 2 * shape.blocks() + 3;
            floats += blocks * MAPS_OF_BLOCK * shape.channels(level) / Math.pow(4, level);
        }
        return (long)floats;
    }
}
