// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.trainhazeflow;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.synthesis.DepthSource;
import org.hazelab.knime.nodes.shared.NodeRun;
import org.hazelab.knime.nodes.shared.PrecisionChoice;
import org.hazelab.knime.nodes.trainhazeflow.HazeParameters.Airlight;
import org.hazelab.knime.nodes.trainhazeflow.ImagesParameters.NearIs;
import org.hazelab.knime.nodes.training.CommonSettings;
import org.hazelab.methods.hazeflow.training.HazeFlowRecipe;
import org.hazelab.methods.hazeflow.training.settings.DepthChoice;
import org.hazelab.methods.hazeflow.training.settings.HazeFlowSettings;
import org.hazelab.methods.hazeflow.training.settings.HazeSettings;
import org.hazelab.methods.hazeflow.training.settings.LearningRate;
import org.hazelab.methods.hazeflow.training.settings.LossSettings;
import org.hazelab.methods.hazeflow.training.settings.OptimizerSettings;
import org.hazelab.methods.hazeflow.training.settings.Stage;
import org.hazelab.methods.hazeflow.training.settings.StageSettings;
import org.hazelab.operations.files.FileLocation;
import org.hazelab.operations.training.LpipsWeights;

/** What the dialog's fields mean. */
final class TrainHazeFlowConversion {

    /** What to do where a stage has no images. */
    static final String NO_HAZE = "Reflow and Distillation train on real haze. Add the input Real hazy images or the "
        + "input Pairs at the node, or switch both stages off.";

    private TrainHazeFlowConversion() {
    }

    /** The training with its settings. Only on the node's own thread, if the weights lie in the workflow. */
    static HazeFlowRecipe recipe(TrainHazeFlowNodeParameters p) throws HazeLabException {
        if (!p.pretrain && !p.reflow && !p.distillation) {
            throw new HazeLabException("No stage is chosen", "Choose Pretrain, or another stage, or several");
        }
        return weights(p.weightsFolder, NodeRun.workflowFolder()).recipe(settings(p));
    }

    /** The folder of weights: that of the dialog, or the computer's. */
    static LpipsWeights weights(String folder, Optional<Path> workflow) throws HazeLabException {
        return LpipsWeights.in(folder.isBlank() ? Optional.empty()
            : Optional.of(FileLocation.resolve(folder, workflow)));
    }

    private static HazeFlowSettings settings(TrainHazeFlowNodeParameters p) {
        DepthChoice depth = depth(p);
        HazeFlowSettings base = switch (p.preset) {
            case SMALL -> HazeFlowSettings.processor(depth);
            case AUTHORS -> HazeFlowSettings.published(depth);
            case CUSTOM -> custom(p, depth);
        };
        Map<Stage, StageSettings> stages = new EnumMap<>(base.stages());
        stages.keySet().removeIf(stage -> !trains(p, stage));
        HazeSettings haze = new HazeSettings(p.haze.preset,
            p.patchy, p.maps, p.airlight == Airlight.OF_HAZE, depth);
        LossSettings losses = new LossSettings(p.perceptual.perceptual, p.transmissionWeight, p.colorWeight,
            p.reflowTarget.target);
        return new HazeFlowSettings(base.size(), base.side(), stages, haze, losses, base.optimizer(), p.seed);
    }

    static boolean trains(TrainHazeFlowNodeParameters p, Stage stage) {
        return switch (stage) {
            case PRETRAIN -> p.pretrain;
            case REFLOW -> p.reflow;
            case DISTILLATION -> p.distillation;
        };
    }

    private static HazeFlowSettings custom(TrainHazeFlowNodeParameters p, DepthChoice depth) {
        Map<Stage, StageSettings> stages = new EnumMap<>(Stage.class);
        stages.put(Stage.PRETRAIN, new StageSettings(p.pretrainEpochs, p.pretrainSteps, p.pretrainBatch,
            new LearningRate(p.pretrainRate, p.pretrainWarmUp, p.pretrainLastRate)));
        stages.put(Stage.REFLOW, new StageSettings(p.reflowEpochs, p.reflowSteps, p.reflowBatch,
            LearningRate.constant(p.reflowRate)));
        stages.put(Stage.DISTILLATION, new StageSettings(p.distillationEpochs, p.distillationSteps,
            p.distillationBatch, LearningRate.constant(p.distillationRate)));
        OptimizerSettings published = OptimizerSettings.PUBLISHED;
        OptimizerSettings optimizer =
            new OptimizerSettings(p.gradientNorm, published.averageDecay(), p.dropout, p.start.start);
        HazeFlowSettings base = HazeFlowSettings.published(depth);
        return new HazeFlowSettings(p.network.size, p.crop, stages, base.haze(), base.losses(), optimizer, p.seed);
    }

    private static DepthChoice depth(TrainHazeFlowNodeParameters p) {
        return switch (p.depth) {
            case RAMP -> DepthChoice.ramp(DepthSource.FarSide.valueOf(p.farSide.name()));
            case RELIEF -> DepthChoice.relief();
            case COLUMN -> DepthChoice.maps(p.nearIs == NearIs.LARGE ? DepthSource.Polarity.NEAR_IS_LARGE
                : DepthSource.Polarity.NEAR_IS_SMALL);
        };
    }

    /** What all nodes that train ask. */
    static CommonSettings common(TrainHazeFlowNodeParameters p) {
        return new CommonSettings(p.validationShare, p.misfits, p.keep, p.checkpoint, p.ifCheckpoint, p.device,
            p.threads, PrecisionChoice.EXACT);
    }
}
