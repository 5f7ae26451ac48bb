// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.training.settings;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import org.hazelab.methods.hazeflow.network.HazeFlowSize;

/**
 * How HazeFlow is trained.
 *
 * @param size of the network; that of the model to start from, where there is one
 * @param side rows and columns of the crops, a multiple of what the network halves; 256 in the publication
 * @param stages those that are trained, at least one, with their settings
 * @param haze of Pretrain
 * @param losses of all stages
 * @param optimizer of all stages
 * @param seed any number
 */
public record HazeFlowSettings(HazeFlowSize size, int side, Map<Stage, StageSettings> stages, HazeSettings haze,
    LossSettings losses, OptimizerSettings optimizer, long seed) {

    private static final int PUBLISHED_SIDE = 256;
    private static final int PROCESSOR_SIDE = 128;
    private static final long SEED = 42;

    public HazeFlowSettings {
        Objects.requireNonNull(size);
        Objects.requireNonNull(haze);
        Objects.requireNonNull(losses);
        Objects.requireNonNull(optimizer);
        if (side < 1 || stages.isEmpty()) {
            throw new IllegalArgumentException("crops of " + side + " pixels, stages " + stages.keySet());
        }
        stages = Collections.unmodifiableMap(new EnumMap<>(stages));
    }

    /** All stages as the authors train them, with non-homogeneous haze as the paper has it. */
    public static HazeFlowSettings published(DepthChoice depth) {
        return new HazeFlowSettings(HazeFlowSize.PAPER, PUBLISHED_SIDE, all(StageSettings::published),
            HazeSettings.published(depth), LossSettings.PUBLISHED, OptimizerSettings.PUBLISHED, SEED);
    }

    /** Ours for a processor: all stages of a small network in about an hour. */
    public static HazeFlowSettings processor(DepthChoice depth) {
        return new HazeFlowSettings(HazeFlowSize.COMPACT, PROCESSOR_SIDE, all(StageSettings::processor),
            HazeSettings.published(depth), LossSettings.PUBLISHED, OptimizerSettings.PROCESSOR, SEED);
    }

    private static Map<Stage, StageSettings> all(Function<Stage, StageSettings> settings) {
        Map<Stage, StageSettings> all = new EnumMap<>(Stage.class);
        Arrays.stream(Stage.values()).forEach(stage -> all.put(stage, settings.apply(stage)));
        return all;
    }

    /** The stages that are trained, in their order. */
    public List<Stage> order() {
        return List.copyOf(stages.keySet());
    }

    /** The settings of a stage that is trained. */
    public StageSettings of(Stage stage) {
        return Objects.requireNonNull(stages.get(stage), () -> stage + " is not trained");
    }

    /** Whether a stage is trained. */
    public boolean trains(Stage stage) {
        return stages.containsKey(stage);
    }
}
