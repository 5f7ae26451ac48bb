// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.trainhazeflow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.GreyChannel;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.knime.nodes.shared.InputPorts;
import org.hazelab.knime.nodes.trainhazeflow.ImagesParameters.DepthFrom;
import org.hazelab.knime.nodes.training.TrainingColumns;
import org.hazelab.methods.hazeflow.training.HazeFlowRecipe;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;

/** The tables of images that come in. */
enum Tables {
    /** What Pretrain puts haze on. */
    CLEAN("Clean images", HazeFlowRecipe.CLEAN),
    /** What Reflow and Distillation train on. */
    HAZY("Real hazy images", HazeFlowRecipe.HAZY),
    /** The same with the truth. */
    PAIRS("Pairs", HazeFlowRecipe.PAIRS),
    /** What is scored. */
    VALIDATION("Validation pairs", HazeFlowRecipe.VALIDATION);

    private static final String DEPTH = "depth";

    private final String group;
    private final String role;

    Tables(String group, String role) {
        this.group = group;
        this.role = role;
    }

    /** The identifier of the input, which workflows hold. */
    String group() {
        return group;
    }

    /** The name that the training has for the table. */
    String role() {
        return role;
    }

    private boolean isUsed(TrainHazeFlowNodeParameters p) {
        return switch (this) {
            case CLEAN -> p.pretrain;
            case HAZY, PAIRS -> p.reflow || p.distillation;
            case VALIDATION -> true;
        };
    }

    /** The tables that are there and that the chosen stages have a use for. */
    static List<Tables> used(TrainHazeFlowNodeParameters p, InputPorts ports) {
        return Arrays.stream(values()).filter(table -> table.isUsed(p) && ports.has(table.group)).toList();
    }

    /** @throws InvalidSettingsException if a stage is chosen that there are no images for */
    static void requireHaze(TrainHazeFlowNodeParameters p, InputPorts ports) throws InvalidSettingsException {
        if ((p.reflow || p.distillation) && !ports.has(HAZY.group) && !ports.has(PAIRS.group)) {
            throw new InvalidSettingsException("There are no real hazy images. " + TrainHazeFlowConversion.NO_HAZE);
        }
    }

    /** Says which inputs are not read. */
    static Optional<String> advice(TrainHazeFlowNodeParameters p, InputPorts ports) {
        List<String> unused = Arrays.stream(values())
            .filter(table -> table != CLEAN && ports.has(table.group) && !table.isUsed(p)).map(Tables::group).toList();
        return unused.isEmpty() ? Optional.empty()
            : Optional.of(String.join(" and ", unused) + " will not be read, since Reflow and Distillation are off.");
    }

    /** @throws InvalidSettingsException if a column is not there, holds no images, or is chosen twice */
    TrainingColumns columns(DataTableSpec spec, TrainHazeFlowNodeParameters p) throws InvalidSettingsException {
        List<String> words = new ArrayList<>();
        List<String> names = new ArrayList<>();
        switch (this) {
            case CLEAN -> {
                words.add("clean");
                names.add(p.cleanColumn);
                if (p.depth == DepthFrom.COLUMN) {
                    words.add(DEPTH);
                    names.add(p.depthColumn);
                }
            }
            case HAZY -> {
                words.add("hazy");
                names.add(p.hazyColumn);
            }
            default -> {
                words.addAll(List.of("hazy", "clean"));
                names.addAll(List.of(p.pairHazyColumn, p.pairCleanColumn));
            }
        }
        return TrainingColumns.of(spec, words, names);
    }

    /** Images as they are; of a depth map that was saved as color the one channel that it has. */
    static FloatImage channels(FloatImage image, String name) throws HazeLabException {
        return name.contains(DEPTH) ? GreyChannel.NONE.of(image, name) : image;
    }
}
