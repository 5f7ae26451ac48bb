// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.dehaze;

import org.hazelab.knime.nodes.dehaze.DehazeNodeParameters.HazeFlowSection;
import org.hazelab.knime.nodes.dialog.AtMost;
import org.hazelab.knime.nodes.shared.Limits;
import org.hazelab.methods.MethodOptions;
import org.hazelab.methods.hazeflow.HazeFlowOptions;
import org.hazelab.methods.hazeflow.LargeImages;
import org.hazelab.methods.hazeflow.physics.StepSchedule;
import org.hazelab.methods.hazeflow.physics.TransmissionMap;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.RadioButtonsWidget;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** What the dialog of Dehaze asks for models of HazeFlow. The defaults are what the authors' sampler does. */
final class HazeFlowParameters implements NodeParameters {

    private static final int BILLION = 1_000_000_000;

    enum FirstMap {
        @Label(value = "As the authors dehaze", description = "The airlight is estimated from each image, and the map "
            + "is not cut to 0 to 1.")
        AUTHORS(TransmissionMap.AUTHORS),
        @Label(value = "As the authors train", description = "The airlight is white.")
        TRAINING(TransmissionMap.AUTHORS_TRAINING),
        @Label(value = "As He, Sun and Tang", description = "The dark channel prior as it was published first: their "
            + "airlight, a narrower guided filter, and the map cut to 0 to 1.")
        HE(TransmissionMap.HE);

        private final TransmissionMap map;

        FirstMap(TransmissionMap map) {
            this.map = map;
        }
    }

    enum Schedule {
        @Label(value = "As the authors", description = "Each step estimates the transmission of the image that has "
            + "been reached, and goes its share of the whole way from there.")
        AUTHORS(StepSchedule.AUTHORS),
        @Label(value = "Fixed", description = "The transmission is estimated once, as in the paper's equations, and "
            + "each step goes an equal part of the way.")
        FIXED(StepSchedule.FIXED);

        private final StepSchedule schedule;

        Schedule(StepSchedule schedule) {
            this.schedule = schedule;
        }
    }

    enum Large {
        @Label(value = "Half size", description = "They are halved, dehazed, and enlarged again, as the authors do. "
            + "Fast, but fine detail is lost.")
        HALF(LargeImages.HALF_SIZE),
        @Label(value = "Tiles", description = "They are dehazed at full size, in tiles that overlap and are blended. "
            + "The network sees less of the scene at once.")
        TILES(LargeImages.TILES);

        private final LargeImages large;

        Large(LargeImages large) {
            this.large = large;
        }
    }

    @Layout(HazeFlowSection.class)
    @Widget(title = "First transmission map", description = "The transmission by the dark channel prior that the "
        + "network is told before it refines it.")
    @RadioButtonsWidget
    FirstMap map = FirstMap.AUTHORS;

    @Layout(HazeFlowSection.class)
    @Widget(title = "Steps (1 to 100)", description = "The number of steps from the hazy image to the clean one. The "
        + "authors take 1. More take longer in proportion, and mostly bring no better image.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = AtMost.N100.class)
    int steps = 1;

    @Layout(HazeFlowSection.class)
    @Widget(title = "Schedule of the steps", description = "How the way is divided into several steps. It makes no "
        + "difference for one step.")
    @ValueSwitchWidget
    Schedule schedule = Schedule.AUTHORS;

    @Layout(HazeFlowSection.class)
    @Widget(title = "Large images", description = "What is done with images of more pixels than the network should see "
        + "at once.")
    @ValueSwitchWidget
    Large large = Large.HALF;

    @Layout(HazeFlowSection.class)
    @Widget(title = "Limit of large images (pixels)", description = "The number of pixels, rows times columns, above "
        + "which an image is large. The authors' 2,560,000 are 1600 x 1600. Memory and time grow with it.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = AtMost.N1000000000.class)
    int largeAbove = HazeFlowOptions.LARGE_ABOVE.byDefault();

    @Layout(HazeFlowSection.class)
    @Widget(title = "Augmentations (1 = none)", description = "How often each image is dehazed: the first time as it "
        + "is, then turned, mirrored, and a little darker or brighter, which is undone. Their mean is the dehazed "
        + "image, and from 2 on there is a standard deviation. It shows what the result hangs by, and is no "
        + "probability. It is HazeLab's own and no part of the paper.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = AtMost.N1000.class)
    int augmentations = 1;

    MethodOptions addTo(MethodOptions options) {
        return options.with(HazeFlowOptions.TRANSMISSION_MAP, map.map).with(HazeFlowOptions.STEPS, steps)
            .with(HazeFlowOptions.SCHEDULE, schedule.schedule).with(HazeFlowOptions.LARGE_IMAGES, large.large)
            .with(HazeFlowOptions.LARGE_ABOVE, largeAbove).with(HazeFlowOptions.AUGMENTATIONS, augmentations);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        Limits.check("number of steps", steps, 1, 100);
        Limits.check("limit of large images", largeAbove, 1, BILLION);
        Limits.check("number of augmentations", augmentations, 1, 1000);
    }
}
