// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.haze;

import java.util.Objects;

import org.hazelab.imaging.HazeLabException;

/**
 * How {@link DarkChannelPrior} finds the airlight.
 *
 * @param rule how
 * @param given the airlight of {@link AirlightRule#GIVEN}, each channel from 0 to 1; not looked at by the other rules
 * @param haziestFraction the share of pixels that count as the haziest, above 0 and at most 1; 0.001 in He 2011
 * @param ignoreSaturated whether pixels with a channel at the upper end of the range (from 0.99999 of it, as
 *            RawTherapee draws the line) are no candidates: blown-out lights and the sun's disc are not haze (darktable
 *            issues 2243 and 19069). Where every pixel is saturated, all are candidates again
 */
public record AirlightSettings(AirlightRule rule, Airlight given, double haziestFraction, boolean ignoreSaturated) {

    public AirlightSettings {
        Objects.requireNonNull(rule);
        Objects.requireNonNull(given);
    }

    /** This rule over this share of haziest pixels, saturated ones included. */
    public static AirlightSettings of(AirlightRule rule, double haziestFraction) {
        return new AirlightSettings(rule, Airlight.WHITE, haziestFraction, false);
    }

    /** These settings with an airlight that is known. */
    public AirlightSettings withGiven(Airlight airlight) {
        return new AirlightSettings(AirlightRule.GIVEN, airlight, haziestFraction, ignoreSaturated);
    }

    /** These settings with saturated pixels as candidates or not. */
    public AirlightSettings withIgnoreSaturated(boolean ignore) {
        return new AirlightSettings(rule, given, haziestFraction, ignore);
    }

    /** @throws HazeLabException if a number is outside of what its description says */
    public void check() throws HazeLabException {
        Checks.share("share of haziest pixels", haziestFraction, Double.MIN_VALUE, 1, "Choose a number above 0, at most"
            + " 1, such as 0.001");
        if (rule == AirlightRule.GIVEN) {
            given.check();
        }
    }
}
