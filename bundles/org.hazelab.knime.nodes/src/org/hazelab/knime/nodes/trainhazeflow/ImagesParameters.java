// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.trainhazeflow;

import org.hazelab.knime.nodes.dialog.AtMost;
import org.hazelab.knime.nodes.dialog.Inputs;
import org.hazelab.knime.nodes.shared.ImageColumns;
import org.hazelab.knime.nodes.shared.Limits;
import org.hazelab.knime.nodes.trainhazeflow.TrainHazeFlowSections.DataSection;
import org.hazelab.knime.nodes.trainhazeflow.TrainHazeFlowSections.HazeSection;
import org.hazelab.knime.nodes.training.Misfits;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;

/** The images that are trained on, and how far away their pixels are. */
abstract class ImagesParameters implements NodeParameters {

    enum DepthFrom {
        @Label(value = "Ramp", description = "A plane that is near at one border of the image and far at the other, as "
            + "the ground of many outdoor photographs.")
        RAMP,
        @Label(value = "Random relief", description = "Smooth random hills, other ones for every crop. They have "
            + "nothing to do with the image, so the network cannot learn that distant things are hazier, but it does "
            + "not learn either that the top of an image is.")
        RELIEF,
        @Label(value = "Column", description = "A depth or disparity map for each image, from a column of images.")
        COLUMN
    }

    enum FarSide {
        @Label("Top")
        TOP,
        @Label("Bottom")
        BOTTOM,
        @Label("Left")
        LEFT,
        @Label("Right")
        RIGHT
    }

    enum NearIs {
        @Label(value = "Large values (disparity)", description = "Near pixels have large values: disparity maps, and "
            + "what Depth Anything and MiDaS give.")
        LARGE,
        @Label(value = "Small values (depth)", description = "Near pixels have small values: distances, as a depth "
            + "camera measures them.")
        SMALL
    }

    interface DepthReference extends ParameterReference<DepthFrom> {
    }

    interface PretrainReference extends ParameterReference<Boolean> {
    }

    static final class IsRamp implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(DepthReference.class).isOneOf(DepthFrom.RAMP);
        }
    }

    static final class IsColumn implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(DepthReference.class).isOneOf(DepthFrom.COLUMN)
                .and(i.getBoolean(PretrainReference.class).isTrue());
        }
    }

    static final class HasPretrain implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getBoolean(PretrainReference.class).isTrue();
        }
    }

    @Widget(title = "Clean images", description = "The column of clean images at the input <i>Clean images</i>, which "
        + "Pretrain puts haze on. Gray images become three equal channels.")
    @ChoicesProvider(ImageColumns.Choices.class)
    @Effect(predicate = HasPretrain.class, type = EffectType.SHOW)
    String cleanColumn = "";

    @Widget(title = "Real hazy images", description = "The column of hazy images at the input <i>Real hazy "
        + "images</i>, which Reflow and Distillation train on.")
    @ChoicesProvider(AllImageColumns.class)
    @Effect(predicate = Inputs.SecondTable.class, type = EffectType.SHOW)
    String hazyColumn = "image";

    @Widget(title = "Depth", description = "The source of the distances from the camera, by which Pretrain makes haze: "
        + "what lies farther away is hazier. Real depth maps, such as those of a depth network, give haze that belongs "
        + "to the scene, which is what the published network has learned from. Without them, the network learns how "
        + "haze changes colors and contrast, and little of how haze follows distance.")
    @ValueSwitchWidget
    @ValueReference(DepthReference.class)
    @Effect(predicate = HasPretrain.class, type = EffectType.SHOW)
    DepthFrom depth = DepthFrom.RAMP;

    @Widget(title = "Depth column", description = "The column of depth or disparity maps at the input <i>Clean "
        + "images</i>, of the sizes of their images. Each map is stretched to its own smallest and largest value.")
    @ChoicesProvider(ImageColumns.Choices.class)
    @Effect(predicate = IsColumn.class, type = EffectType.SHOW)
    String depthColumn = "";

    @Layout(HazeSection.class)
    @Widget(title = "Near pixels have", description = "The end of a depth map's values that is near. If the fog comes "
        + "out stronger near than far, choose the other one. The Haze Synthesizer shows it.")
    @ValueSwitchWidget
    @Effect(predicate = IsColumn.class, type = EffectType.SHOW)
    NearIs nearIs = NearIs.LARGE;

    @Layout(HazeSection.class)
    @Widget(title = "Far side of the ramp", description = "The border of the images that is far away.")
    @ValueSwitchWidget
    @Effect(predicate = IsRamp.class, type = EffectType.SHOW)
    FarSide farSide = FarSide.TOP;

    @Layout(DataSection.Pairs.class)
    @Widget(title = "Hazy image of a pair", description = "The column of hazy images at the inputs <i>Pairs</i> and "
        + "<i>Validation pairs</i>.")
    @ChoicesProvider(AllImageColumns.class)
    @Effect(predicate = Inputs.SecondTable.class, type = EffectType.SHOW)
    String pairHazyColumn = "hazy";

    @Layout(DataSection.Pairs.class)
    @Widget(title = "Clean image of a pair",
        description = "The column of clean images of the same places at the inputs "
            + "<i>Pairs</i> and <i>Validation pairs</i>.")
    @ChoicesProvider(AllImageColumns.class)
    @Effect(predicate = Inputs.SecondTable.class, type = EffectType.SHOW)
    String pairCleanColumn = "clean";

    @Layout(DataSection.BelowPairs.class)
    @Widget(title = "If a row cannot be used", description = "What happens to a row with a missing image, images of "
        + "different sizes, more than one slice, two channels, pixels that are no numbers, or pairs below 16 pixels.")
    @ValueSwitchWidget
    Misfits misfits = Misfits.LEAVE_OUT;

    @Layout(DataSection.BelowPairs.class)
    @Widget(title = "Fraction for validation (0 to 0.9)", description = "The fraction of the rows at the input "
        + "<i>Pairs</i> that is not trained on but dehazed and scored after every epoch. It is drawn by the random "
        + "seed, at least one pair if above 0. The input <i>Validation pairs</i> takes its place if it is connected.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = AtMost.N0_9.class)
    double validationShare = 0.1;

    @Override
    public void validate() throws InvalidSettingsException {
        Limits.check("fraction for validation", validationShare, 0, 0.9);
    }
}
