// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow;

import java.util.List;

import org.hazelab.methods.MethodOption;
import org.hazelab.methods.hazeflow.physics.StepSchedule;
import org.hazelab.methods.hazeflow.physics.TransmissionMap;

/** The options of dehazing that are HazeFlow's own. The defaults are what the authors' sampler does. */
public final class HazeFlowOptions {

    /** The transmission that the network is told first. */
    public static final MethodOption<TransmissionMap> TRANSMISSION_MAP =
        MethodOption.choice("transmissionMap", "transmission map", TransmissionMap.AUTHORS);

    /** Steps from the hazy image to the clean one. */
    public static final MethodOption<Integer> STEPS = MethodOption.whole("hazeSteps", "number of steps", 1, 1, 100);

    /** How several steps are divided. */
    public static final MethodOption<StepSchedule> SCHEDULE =
        MethodOption.choice("stepSchedule", "schedule of the steps", StepSchedule.AUTHORS);

    /** What is done with large images. */
    public static final MethodOption<LargeImages> LARGE_IMAGES =
        MethodOption.choice("largeImages", "way to dehaze large images", LargeImages.HALF_SIZE);

    /** Images with more pixels, once they are continued to a multiple of the network's, are large: 1600 x 1600. */
    public static final MethodOption<Integer> LARGE_ABOVE = MethodOption.whole("largeAbove",
        "number of pixels above which an image is large", 1600 * 1600, 1, Integer.MAX_VALUE);

    /**
     * How often each image is dehazed: the first time as it is, then turned, mirrored and a little darker or brighter,
     * which is undone. Ours, no part of the paper: the deviation shows what the result hangs by, not a probability.
     */
    public static final MethodOption<Integer> AUGMENTATIONS =
        MethodOption.whole("augmentations", "number of augmentations", 1, 1, 1000);

    private HazeFlowOptions() {
    }

    static List<MethodOption<?>> all() {
        return List.of(TRANSMISSION_MAP, STEPS, SCHEDULE, LARGE_IMAGES, LARGE_ABOVE, AUGMENTATIONS);
    }
}
