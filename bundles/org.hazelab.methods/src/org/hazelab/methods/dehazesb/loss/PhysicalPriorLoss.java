// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazesb.loss;

import org.hazelab.methods.loss.PerImage;
import org.hazelab.methods.loss.PerceptualLoss;
import org.hazelab.runtime.script.Value;

/**
 * The physical prior, L_phy: haze laid over the dehazed image by the airlight and the transmission of the hazy one must
 * give the hazy image. The mean absolute difference and a perceptual one.
 *
 * <p>The published code lays an airlight in 0..1 over images in -1..1. Here the airlight is brought to the range of the
 * images first, so that I = J t + A (1 - t) holds for them.
 *
 * @param perceptual LPIPS as published, or the structure loss
 */
public record PhysicalPriorLoss(PerceptualLoss perceptual) {

    /**
     * The hazy image that a dehazed one gives.
     *
     * @param clean the dehazed image
     * @param transmission (batch, 1, rows, columns), 1 where the view is clear and 0 where haze is opaque
     * @param airlight (batch, 3, 1, 1), 0 black and 1 white
     */
    public static Value rebuilt(Value clean, Value transmission, Value airlight) {
        Value light = UnitRange.signed(airlight);
        return light.plus(clean.full().minus(light).times(transmission.full()));
    }

    /** The mean absolute difference. */
    public static Value difference(Value rebuilt, Value hazy) {
        return PerImage.mean(rebuilt.minus(hazy).apply("abs"));
    }

    /** The perceptual difference. */
    public Value likeness(Value rebuilt, Value hazy) {
        return perceptual.distances(UnitRange.of(rebuilt), UnitRange.of(hazy));
    }

    /** The sum of both. */
    public Value of(Value rebuilt, Value hazy) {
        return difference(rebuilt, hazy).plus(likeness(rebuilt, hazy));
    }
}
