// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.synthesizer;

import org.hazelab.knime.nodes.synthesizer.CleanImageParameters.IsAtmosphere;
import org.hazelab.knime.nodes.synthesizer.CleanImageParameters.IsMicroscope;
import org.hazelab.knime.nodes.synthesizer.DegradationParameters.CustomDarken;
import org.hazelab.knime.nodes.synthesizer.DegradationParameters.CustomJpeg;
import org.hazelab.knime.nodes.synthesizer.DegradationParameters.CustomNoise;
import org.hazelab.knime.nodes.synthesizer.HazeParameters.IsCustom;
import org.hazelab.knime.nodes.synthesizer.MicroscopeParameters.IsGibsonLanni;
import org.hazelab.knime.nodes.synthesizer.PatchesParameters.CustomPatches;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.HorizontalLayout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;

/**
 * The places of the dialog of the Haze Synthesizer, in their order. What has no place here comes before all of them.
 */
interface SynthesizerSections {

    @HorizontalLayout
    @Effect(predicate = IsMicroscope.class, type = EffectType.SHOW)
    interface Sampling {
    }

    @HorizontalLayout
    @After(Sampling.class)
    @Effect(predicate = IsMicroscope.class, type = EffectType.SHOW)
    interface OutOfFocus {
    }

    @Section(title = "Custom ranges", description = "The ranges that the haze of each image is drawn from.")
    @After(OutOfFocus.class)
    @Effect(predicate = IsCustom.class, type = EffectType.SHOW)
    interface RangesSection {

        @HorizontalLayout
        interface Light {
        }

        @HorizontalLayout
        @After(Light.class)
        interface Density {
        }

        @HorizontalLayout
        @After(Density.class)
        interface Factors {
        }

        @After(Factors.class)
        interface Patches {
        }

        @HorizontalLayout
        @After(Patches.class)
        @Effect(predicate = CustomPatches.class, type = EffectType.SHOW)
        interface Strength {
        }

        @HorizontalLayout
        @After(Strength.class)
        @Effect(predicate = CustomPatches.class, type = EffectType.SHOW)
        interface Walk {
        }

        @HorizontalLayout
        @After(Walk.class)
        @Effect(predicate = CustomPatches.class, type = EffectType.SHOW)
        interface Drawn {
        }
    }

    @Section(title = "Degradations", description = "What else happens to a hazy photograph, in this order: darkening "
        + "and noise come before the haze, JPEG after it.")
    @Advanced
    @After(RangesSection.class)
    @Effect(predicate = IsAtmosphere.class, type = EffectType.SHOW)
    interface DegradationsSection {

        interface Darkening {
        }

        @HorizontalLayout
        @After(Darkening.class)
        @Effect(predicate = CustomDarken.class, type = EffectType.SHOW)
        interface Gamma {
        }

        @After(Gamma.class)
        interface Noise {
        }

        @HorizontalLayout
        @After(Noise.class)
        @Effect(predicate = CustomNoise.class, type = EffectType.SHOW)
        interface NoiseLevels {
        }

        @After(NoiseLevels.class)
        interface Jpeg {
        }

        @HorizontalLayout
        @After(Jpeg.class)
        @Effect(predicate = CustomJpeg.class, type = EffectType.SHOW)
        interface JpegQualities {
        }
    }

    @Section(title = "Optics", description = "How a point is imaged, which plane is in focus, and what a flat image is "
        + "put between.")
    @Advanced
    @After(DegradationsSection.class)
    @Effect(predicate = IsMicroscope.class, type = EffectType.SHOW)
    interface OpticsSection {

        @HorizontalLayout
        @Effect(predicate = IsGibsonLanni.class, type = EffectType.SHOW)
        interface Specimen {
        }

        @After(Specimen.class)
        interface Planes {
        }
    }

    @Section(title = "Camera", description = "How light becomes gray levels: the photons that are detected, times the "
        + "gain, plus the offset.")
    @Advanced
    @After(OpticsSection.class)
    @Effect(predicate = IsMicroscope.class, type = EffectType.SHOW)
    interface CameraSection {

        @HorizontalLayout
        interface Photons {
        }

        @After(Photons.class)
        interface Noise {
        }

        @HorizontalLayout
        @After(Noise.class)
        interface Levels {
        }

        @After(Levels.class)
        interface Depth {
        }
    }

    @Section(title = "Output")
    @Advanced
    @After(CameraSection.class)
    interface OutputSection {
    }
}
