// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow;

import java.util.Arrays;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.methods.hazeflow.network.HazeFlowShape;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelEntries;

/**
 * What a model file of HazeFlow says beside its weights, which lie in it under the names of the authors' checkpoint.
 *
 * @param shape what the network consists of
 */
public record HazeFlowModel(HazeFlowShape shape) {

    /** The method's name in model files. */
    public static final String METHOD = "hazeflow";

    private static final String WIDTH = "width";
    private static final String MULTIPLIERS = "multipliers";
    private static final String BLOCKS = "blocks";
    private static final String ATTENTION = "attention_level";

    /**
     * Reads a description.
     *
     * @throws HazeLabException if something is missing or out of its limits
     */
    public static HazeFlowModel of(ModelDescription description) throws HazeLabException {
        ModelEntries configuration = description.configuration();
        int width = configuration.integer(WIDTH, 1, HazeFlowShape.LARGEST_WIDTH);
        int[] multipliers = configuration.integers(MULTIPLIERS, 1, HazeFlowShape.LARGEST_MULTIPLIER);
        int blocks = configuration.integer(BLOCKS, 1, HazeFlowShape.MOST_BLOCKS);
        int attention = configuration.integer(ATTENTION, 0, HazeFlowShape.MOST_LEVELS - 1);
        try {
            return new HazeFlowModel(
                new HazeFlowShape(width, Arrays.stream(multipliers).boxed().toList(), blocks, attention));
        } catch (IllegalArgumentException e) {
            throw new HazeLabException("The model is damaged: there is no network of HazeFlow with the width " + width
                + ", the multipliers " + Arrays.toString(multipliers) + ", " + blocks
                + " blocks and attention at level "
                + attention, "Train the model again, or take another one", e);
        }
    }

    /**
     * The description of a model file.
     *
     * @param training how the weights came to be
     * @param versions of the programs that made the file
     */
    public ModelDescription description(ModelEntries training, ModelEntries versions) {
        ModelEntries configuration = ModelEntries.EMPTY.with(WIDTH, shape.width())
            .with(MULTIPLIERS, shape.multipliers().stream().mapToInt(Integer::intValue).toArray())
            .with(BLOCKS, shape.blocks()).with(ATTENTION, shape.attention());
        return new ModelDescription(METHOD, configuration, ModelEntries.EMPTY, training, versions);
    }
}
