// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.transmission;

import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.HorizontalLayout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;

/** The sections of the dialog of DCP Transmission, in their order, after the fields that have none. */
interface TransmissionSections {

    /** Has no heading: what belongs to the first controls and comes after the strength. */
    interface BelowStrength {
    }

    @Section(title = "Custom method", description = "The parameters of a method of your own.")
    @Effect(predicate = DarkChannelParameters.IsCustom.class, type = EffectType.SHOW)
    @After(BelowStrength.class)
    interface CustomSection {

        @HorizontalLayout
        @Effect(predicate = DarkChannelParameters.IsCustomFilter.class, type = EffectType.SHOW)
        interface Filter {
        }

        @After(Filter.class)
        interface BelowFilter {
        }
    }

    @Section(title = "Atmospheric light", description = "The color of the haze itself.")
    @Advanced
    @After(CustomSection.class)
    interface AirlightSection {

        @HorizontalLayout
        @Effect(predicate = AirlightParameters.IsFixed.class, type = EffectType.SHOW)
        interface Values {
        }

        @After(Values.class)
        interface Columns {
        }
    }

    @Section(title = "Fine tuning", description = "Distance, colors and sky in the dehazed image.")
    @Advanced
    @After(AirlightSection.class)
    interface TuningSection {
    }

    @Section(title = "Output")
    @Advanced
    @After(TuningSection.class)
    interface OutputSection {
    }
}
