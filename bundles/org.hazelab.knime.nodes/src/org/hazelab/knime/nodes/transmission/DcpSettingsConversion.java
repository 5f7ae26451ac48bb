// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.transmission;

import org.hazelab.imaging.filter.Border;
import org.hazelab.imaging.haze.Airlight;
import org.hazelab.imaging.haze.AirlightRule;
import org.hazelab.imaging.haze.AirlightSettings;
import org.hazelab.imaging.haze.DcpSettings;
import org.hazelab.imaging.haze.Guide;
import org.hazelab.imaging.haze.GuidedFilterSettings;
import org.hazelab.imaging.haze.RecoverySettings;
import org.hazelab.imaging.haze.Refinement;
import org.hazelab.operations.haze.EstimateTransmission;

/** From the dialog's parameters to the operation's configuration. */
final class DcpSettingsConversion {

    private DcpSettingsConversion() {
    }

    static EstimateTransmission.Config config(DcpTransmissionNodeParameters p) {
        DcpSettings dcp = switch (p.preset) {
            case HE_2011 -> DcpSettings.he2011();
            case HAZEFLOW -> DcpSettings.hazeFlow();
            case HAZEFLOW_TRAINING -> DcpSettings.hazeFlowTraining();
            case DEHAZESB -> DcpSettings.dehazeSb();
            case CUSTOM -> custom(p);
        };
        AirlightSettings airlight = dcp.airlight().withIgnoreSaturated(p.ignoreSaturated);
        if (p.airlight == AirlightParameters.AirlightSource.FIXED) {
            airlight = airlight.withGiven(new Airlight(p.airlightRed, p.airlightGreen, p.airlightBlue));
        }
        return new EstimateTransmission.Config(dcp.withAirlight(airlight), new RecoverySettings(p.minTransmission,
            p.strength, p.distanceLimit, p.saturation, p.skyProtection, p.antiClipping, p.clipDehazed));
    }

    private static DcpSettings custom(DcpTransmissionNodeParameters p) {
        AirlightRule rule = switch (p.airlightRule) {
            case BRIGHTEST_OF_HAZIEST -> AirlightRule.BRIGHTEST_OF_HAZIEST;
            case MEAN_OF_HAZIEST -> AirlightRule.MEAN_OF_HAZIEST;
            case MAX_CHANNEL_OF_HAZIEST -> AirlightRule.MAX_CHANNEL_OF_HAZIEST;
            case WHITE -> AirlightRule.WHITE;
        };
        Border border = switch (p.filterBorder) {
            case REFLECT_101 -> Border.REFLECT_101;
            case SHRINK -> Border.SHRINK;
        };
        Guide guide = switch (p.filterGuide) {
            case LUMA -> Guide.LUMA_REC601;
            case LUMA_8_BIT -> Guide.LUMA_8BIT;
            case LUMA_FOUR_DIGITS -> Guide.LUMA_DEHAZESB;
        };
        Refinement refinement = switch (p.refinement) {
            case GUIDED_FILTER -> Refinement.GUIDED_FILTER;
            case NONE -> Refinement.NONE;
        };
        return new DcpSettings(p.patchWidth, p.omega, AirlightSettings.of(rule, p.haziestShare), refinement,
            new GuidedFilterSettings(p.filterWindow, p.filterEps, border, guide), p.clipTransmission);
    }
}
