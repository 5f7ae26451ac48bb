// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.haze;

import java.util.Objects;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.filter.Border;

/**
 * How {@link DarkChannelPrior} estimates the transmission.
 *
 * @param patch width of the window of the dark channel in pixels, 1 or more, even or odd; 15 in He 2011
 * @param omega the share of the haze that is taken away, from 0 to 1: 0.95 leaves a little, so that the distance can
 *            still be felt
 * @param airlight how the airlight is found
 * @param refinement whether the raw transmission is refined
 * @param guidedFilter how, if by the guided filter
 * @param clipTransmission whether the transmission is cut to [0, 1] at the end; the guided filter overshoots a little,
 *            and an airlight darker than the picture makes it negative
 */
public record DcpSettings(int patch, double omega, AirlightSettings airlight, Refinement refinement,
    GuidedFilterSettings guidedFilter, boolean clipTransmission) {

    public DcpSettings {
        Objects.requireNonNull(airlight);
        Objects.requireNonNull(refinement);
        Objects.requireNonNull(guidedFilter);
    }

    /**
     * He, Sun, Tang: Single Image Haze Removal Using Dark Channel Prior, TPAMI 2011, with patch 15, omega 0.95 and the
     * brightest of the haziest 0.1 percent as airlight.
     *
     * <p>The paper refines by soft matting. Here the guided filter does, which the same authors put in its place, with
     * the radius 20 (window 41) and eps 1e-3 of their haze removal example: Guided Image Filtering, ECCV 2010, figure
     * 10, on a 600 x 400 photograph. Ours has a grey guide, theirs shows a colour one. Larger photographs want larger
     * patches and windows.
     */
    public static DcpSettings he2011() {
        return new DcpSettings(15, 0.95, AirlightSettings.of(AirlightRule.BRIGHTEST_OF_HAZIEST, 0.001),
            Refinement.GUIDED_FILTER, new GuidedFilterSettings(41, 1e-3, Border.SHRINK, Guide.LUMA_REC601), true);
    }

    /** HazeFlow (ICCV 2025) as its published code restores pictures: the airlight is estimated. */
    public static DcpSettings hazeFlow() {
        return new DcpSettings(15, 0.95, AirlightSettings.of(AirlightRule.MEAN_OF_HAZIEST, 0.001),
            Refinement.GUIDED_FILTER, new GuidedFilterSettings(100, 1e-4, Border.REFLECT_101, Guide.LUMA_8BIT), false);
    }

    /** HazeFlow (ICCV 2025) as its published code makes the network's input in training: the airlight is white. */
    public static DcpSettings hazeFlowTraining() {
        DcpSettings inference = hazeFlow();
        return inference.withAirlight(AirlightSettings.of(AirlightRule.WHITE, 0.001));
    }

    /** DehazeSB as its published code computes the transmission of its physical prior. */
    public static DcpSettings dehazeSb() {
        return new DcpSettings(5, 0.95, AirlightSettings.of(AirlightRule.MAX_CHANNEL_OF_HAZIEST, 0.01),
            Refinement.GUIDED_FILTER, new GuidedFilterSettings(31, 1e-3, Border.SHRINK, Guide.LUMA_DEHAZESB), false);
    }

    /** These settings with another way to the airlight. */
    public DcpSettings withAirlight(AirlightSettings other) {
        return new DcpSettings(patch, omega, other, refinement, guidedFilter, clipTransmission);
    }

    /** @throws HazeLabException if a number is outside of what its description says */
    public void check() throws HazeLabException {
        Checks.size("patch", patch);
        Checks.share("omega", omega, 0, 1, "Choose a number from 0 (no haze is taken away) to 1 (all of it)");
        airlight.check();
        guidedFilter.check();
    }
}
