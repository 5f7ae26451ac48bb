// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.trainhazeflow;

import java.util.List;

import org.hazelab.knime.nodes.dialog.AtMost;
import org.hazelab.knime.nodes.dialog.DeviceChoices;
import org.hazelab.knime.nodes.dialog.Inputs;
import org.hazelab.knime.nodes.shared.DeviceSettings;
import org.hazelab.knime.nodes.shared.ImageColumns;
import org.hazelab.knime.nodes.shared.Limits;
import org.hazelab.knime.nodes.trainhazeflow.TrainHazeFlowSections.CheckpointSection;
import org.hazelab.knime.nodes.trainhazeflow.TrainHazeFlowSections.ComputationSection;
import org.hazelab.knime.nodes.trainhazeflow.TrainHazeFlowSections.LossesSection;
import org.hazelab.knime.nodes.training.CheckpointMessage;
import org.hazelab.knime.nodes.training.IfCheckpoint;
import org.hazelab.knime.nodes.training.KeptWeights;
import org.hazelab.methods.hazeflow.loss.StageLosses.ReflowTarget;
import org.hazelab.methods.loss.Perceptual;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.RadioButtonsWidget;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.message.TextMessage;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;

/** What the dialog of Train HazeFlow asks. */
final class TrainHazeFlowNodeParameters extends StageParameters {

    enum PerceptualLoss {
        @Label(value = "LPIPS if it is there", description = "LPIPS if the folder has the weights of VGG16, "
            + "otherwise the structure loss. The history and the model say which one it was.")
        AUTOMATIC(Perceptual.AUTOMATIC),
        @Label(value = "LPIPS", description = "LPIPS with VGG16, as published. The node fails without the weights of "
            + "VGG16, which HazeLab does not contain.")
        LPIPS(Perceptual.LPIPS),
        @Label(value = "Structure", description = "HazeLab's own loss, which needs no weights: it compares structure "
            + "and gradients at several scales. It is not LPIPS, and its numbers cannot be compared with LPIPS.")
        STRUCTURE(Perceptual.STRUCTURE);

        final Perceptual perceptual;

        PerceptualLoss(Perceptual perceptual) {
            this.perceptual = perceptual;
        }
    }

    enum Target {
        @Label(value = "Velocity + 1", description = "The teacher's velocity plus white, as in the published program: "
            + "the teacher's clean image if the airlight is white.")
        PROGRAM(ReflowTarget.VELOCITY),
        @Label(value = "Clean image", description = "The clean image that the teacher makes of the hazy one, as in the "
            + "text of the paper.")
        PAPER(ReflowTarget.CLEAN);

        final ReflowTarget target;

        Target(ReflowTarget target) {
            this.target = target;
        }
    }

    static final class HasReflow implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getBoolean(ReflowReference.class).isTrue();
        }
    }

    @Layout(LossesSection.class)
    @Widget(title = "Perceptual loss", description = "The term that compares how dehazed and clean images look.")
    @RadioButtonsWidget
    @ValueReference(PerceptualMessage.LossReference.class)
    PerceptualLoss perceptual = PerceptualLoss.AUTOMATIC;

    @Layout(LossesSection.class)
    @Widget(title = "Weights folder (empty: default)", description = "The folder with the weights of VGG16 and the "
        + "linear layers of LPIPS. If it is empty, the folder is the one that this computer is set up with, or "
        + "<tt>hazelab/weights</tt> in your home folder.")
    @TextInputWidget(placeholder = "/home/me/hazelab/weights")
    @ValueReference(PerceptualMessage.FolderReference.class)
    String weightsFolder = "";

    @TextMessage(PerceptualMessage.class)
    @Layout(LossesSection.class)
    Void perceptualMessage;

    @Layout(LossesSection.class)
    @Widget(title = "Perceptual target of Reflow",
        description = "The image that the perceptual loss of Reflow compares "
            + "the dehazed image with, if there is no clean image.")
    @ValueSwitchWidget
    @Effect(predicate = HasReflow.class, type = EffectType.SHOW)
    Target reflowTarget = Target.PROGRAM;

    @Layout(LossesSection.class)
    @Widget(title = "Weight of the transmission (0 to 100)", description = "The weight of the term that compares the "
        + "transmission with that of the haze, in Pretrain.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = AtMost.N100.class)
    @Effect(predicate = HasPretrain.class, type = EffectType.SHOW)
    double transmissionWeight = 0.5;

    @Layout(LossesSection.class)
    @Widget(title = "Weight of the color term (0 to 100)",
        description = "The weight of a term that keeps the mean red, "
            + "green, and blue of a dehazed image together. 0 leaves it out; the authors suggest 1 against a color "
            + "cast.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = AtMost.N100.class)
    double colorWeight;

    @Layout(CheckpointSection.class)
    @Widget(title = "Checkpoint file (empty: none)", description = IfCheckpoint.FILE)
    @TextInputWidget(placeholder = "knime://knime.workflow/data/checkpoint.safetensors")
    @ValueReference(CheckpointMessage.FileReference.class)
    String checkpoint = "";

    @TextMessage(CheckpointMessage.class)
    @Layout(CheckpointSection.class)
    @Effect(predicate = CheckpointMessage.HasFile.class, type = EffectType.SHOW)
    Void checkpointMessage;

    @Layout(CheckpointSection.class)
    @Widget(title = "If there is a checkpoint", description = "What happens if the file is there when the node is "
        + "executed.")
    @ValueSwitchWidget
    @ValueReference(CheckpointMessage.ChoiceReference.class)
    @Effect(predicate = CheckpointMessage.HasFile.class, type = EffectType.SHOW)
    IfCheckpoint ifCheckpoint = IfCheckpoint.RESUME;

    @Layout(CheckpointSection.Model.class)
    @Widget(title = "Weights of the model", description = "The epoch of the last stage whose weights the model gets; "
        + "they are averaged over the steps. The stages before hand on those of their best epoch to be learned from.")
    @ValueSwitchWidget
    KeptWeights keep = KeptWeights.BEST;

    @Layout(ComputationSection.class)
    @Widget(title = "Random seed", description = "The start of all random numbers: first weights, crops, haze, "
        + "and the pairs for validation. The same seed gives the same model on the same device, with any number of "
        + "threads.")
    long seed = 42;

    @Layout(ComputationSection.class)
    @Widget(title = DeviceSettings.DEVICE_TITLE, description = DeviceSettings.DEVICE)
    @ChoicesProvider(DeviceChoices.class)
    @ValueReference(DeviceChoices.Device.class)
    String device = "auto";

    @Layout(ComputationSection.class)
    @Widget(title = DeviceSettings.THREADS_TITLE, description = DeviceSettings.THREADS)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = AtMost.N1024.class)
    int threads;

    /** Called by KNIME. */
    TrainHazeFlowNodeParameters() {
    }

    /** Called by KNIME: columns with telling names are chosen, and all stages where there may be real haze. */
    TrainHazeFlowNodeParameters(NodeParametersInput input) {
        List<String> names = ImageColumns.ofFirst(input).stream().map(DataColumnSpec::getName).toList();
        cleanColumn = names.contains("clean") || names.isEmpty() ? "clean" : names.get(0);
        if (names.contains("depth") && names.size() > 1) {
            depth = DepthFrom.COLUMN;
            depthColumn = "depth";
        }
        if (Inputs.count(input, BufferedDataTable.TYPE) > 1) {
            reflow = true;
            distillation = true;
        }
    }

    @Override
    public void validate() throws InvalidSettingsException {
        super.validate();
        Limits.check("weight of the transmission", transmissionWeight, 0, 100);
        Limits.check("weight of the color term", colorWeight, 0, 100);
        Limits.check("number of CPU threads", threads, 0, 1024);
    }
}
