// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.synthesizer;

import org.hazelab.knime.nodes.synthesizer.CleanImageParameters.IsAtmosphere;
import org.hazelab.knime.nodes.synthesizer.CleanImageParameters.IsMicroscope;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;

/** The sections of the dialog of the Haze Synthesizer, in their order. */
interface SynthesizerSections {

    @Section(title = "Images")
    interface ImagesSection {
    }

    @Section(title = "Depth", description = "How far away each pixel is: what lies farther away is hazier.")
    @After(ImagesSection.class)
    @Effect(predicate = IsAtmosphere.class, type = EffectType.SHOW)
    interface DepthSection {
    }

    @Section(title = "Haze")
    @After(DepthSection.class)
    @Effect(predicate = IsAtmosphere.class, type = EffectType.SHOW)
    interface HazeSection {
    }

    @Section(title = "Patches of haze", description = "Haze that differs from place to place, by Markov chain Brownian "
        + "motion (MCBM).")
    @After(HazeSection.class)
    @Effect(predicate = IsAtmosphere.class, type = EffectType.SHOW)
    interface PatchesSection {
    }

    @Section(title = "Degradations", description = "What else happens to a hazy photograph, in this order: darkening "
        + "and noise come before the haze, JPEG after it.")
    @After(PatchesSection.class)
    @Effect(predicate = IsAtmosphere.class, type = EffectType.SHOW)
    interface DegradationsSection {
    }

    @Section(title = "Microscope")
    @After(DegradationsSection.class)
    @Effect(predicate = IsMicroscope.class, type = EffectType.SHOW)
    interface MicroscopeSection {
    }

    @Section(title = "Light", description = "Which plane is in focus, and how much light of the others arrives.")
    @After(MicroscopeSection.class)
    @Effect(predicate = IsMicroscope.class, type = EffectType.SHOW)
    interface LightSection {
    }

    @Section(title = "Camera", description = "How light becomes grey levels: photons that are seen, times the gain, "
        + "plus the offset.")
    @After(LightSection.class)
    @Effect(predicate = IsMicroscope.class, type = EffectType.SHOW)
    interface CameraSection {
    }

    @Section(title = "Output")
    @After(CameraSection.class)
    interface OutputSection {
    }
}
