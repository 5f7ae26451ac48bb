// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.haze;

import org.hazelab.imaging.HazeLabException;

/**
 * How the scene is recovered from picture, transmission and airlight.
 *
 * <p>With I and A in units of the image's value range, the controls act on the transmission one after the other, and
 * then on the colours:
 * <pre>
 * t1 = max(t, t0)
 * t2 = max(t1, max(min over the image of t, t0) ^ depthLimit)              depthLimit &lt; 1
 * t3 = t2 + (1 - t2) skyProtection w,  w = (1 - min(D / 0.2, 1)^2)^2,  D = max over channels of |I - A|
 * t4 = max(1 - strength (1 - t3), t0)
 * t5 = max(t4, min(1, 1 - min over channels of I / A, ...)),               antiClipping
 *      and likewise max over channels of (I - A) / (1 - A)
 * J  = (I - A) / t5 + A
 * J' = J + (1 - saturation) (I Y(J) / Y(I) - J),  Y the Rec. 601 luma
 * </pre>
 * With {@link #published(double)} this is J = (I - A) / max(t, t0) + A and nothing else.
 *
 * @param t0 the smallest transmission that is divided by, from 0.001 to 1; 0.1 in He 2011. Keeps dense haze from
 *            turning into noise
 * @param strength from -1 to 1: 1 the published result, 0 the picture unchanged, below 0 more haze than before. The
 *            strength slider of darktable's and RawTherapee's haze removal and the amount of MATLAB's imreducehaze;
 *            darktable's goes below 0 as well
 * @param depthLimit from 0 to 1: haze is taken away up to this share of the largest optical depth -log(t) in the
 *            picture and not beyond; 1 is no limit. The distance of darktable and the depth of RawTherapee
 * @param saturation from 0 to 1: 1 the published colours, 0 only the luma changes and the colours keep their ratios.
 *            RawTherapee and ART blend like this, against blue casts and lurid colours (RawTherapee issues 5972, 6532)
 * @param skyProtection from 0 to 1: how far haze stays where the picture has the colour of the airlight, fading out
 *            towards a difference of 0.2. Keeps the noise of skies from being amplified, for which darktable's users
 *            draw masks
 * @param antiClipping whether the transmission is raised where the result would leave the range, as RawTherapee does,
 *            so that shadows and lights keep their detail
 * @param clip whether the result is cut to the image's value range
 */
public record RecoverySettings(double t0, double strength, double depthLimit, double saturation, double skyProtection,
    boolean antiClipping, boolean clip) {

    /** The published recovery J = (I - A) / max(t, t0) + A, neither limited nor cut. */
    public static RecoverySettings published(double t0) {
        return new RecoverySettings(t0, 1, 1, 1, 0, false, false);
    }

    /** He 2011: t0 = 0.1, neither limited nor cut. */
    public static RecoverySettings he2011() {
        return published(0.1);
    }

    public RecoverySettings withStrength(double other) {
        return new RecoverySettings(t0, other, depthLimit, saturation, skyProtection, antiClipping, clip);
    }

    public RecoverySettings withDepthLimit(double other) {
        return new RecoverySettings(t0, strength, other, saturation, skyProtection, antiClipping, clip);
    }

    public RecoverySettings withSaturation(double other) {
        return new RecoverySettings(t0, strength, depthLimit, other, skyProtection, antiClipping, clip);
    }

    public RecoverySettings withSkyProtection(double other) {
        return new RecoverySettings(t0, strength, depthLimit, saturation, other, antiClipping, clip);
    }

    public RecoverySettings withAntiClipping(boolean other) {
        return new RecoverySettings(t0, strength, depthLimit, saturation, skyProtection, other, clip);
    }

    public RecoverySettings withClip(boolean other) {
        return new RecoverySettings(t0, strength, depthLimit, saturation, skyProtection, antiClipping, other);
    }

    /** @throws HazeLabException if a number is outside of what its description says */
    public void check() throws HazeLabException {
        Checks.share("smallest transmission t0", t0, 0.001, 1, "Choose a number from 0.001 to 1, such as 0.1");
        Checks.share("strength", strength, -1, 1,
            "Choose a number from -1 (haze is added) over 0 (unchanged) to 1 (all haze is removed)");
        Checks.share("depth limit", depthLimit, 0, 1, "Choose a number from 0 (unchanged) to 1 (no limit)");
        Checks.share("saturation", saturation, 0, 1, "Choose a number from 0 (luminance only) to 1 (full colour)");
        Checks.share("sky protection", skyProtection, 0, 1, "Choose a number from 0 (none) to 1 (full)");
    }
}
