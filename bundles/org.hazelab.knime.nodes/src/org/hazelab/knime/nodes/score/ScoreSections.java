// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.score;

import org.hazelab.knime.nodes.dialog.Inputs;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.HorizontalLayout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;

/** The sections of the dialog of Score Metrics, in their order, after the fields that have none. */
interface ScoreSections {

    @Section(title = "Matching", description = "How the rows of both tables are matched.")
    @Effect(predicate = Inputs.SecondTable.class, type = EffectType.SHOW)
    interface MatchingSection {

        @HorizontalLayout
        @Effect(predicate = ReferenceParameters.IsName.class, type = EffectType.SHOW)
        interface Names {
        }

        @After(Names.class)
        interface BelowNames {
        }
    }

    @Section(title = "Data range", description = "The numbers that stand for black and white.")
    @Advanced
    @After(MatchingSection.class)
    interface RangeSection {

        @HorizontalLayout
        @Effect(predicate = ScoreMetricsNodeParameters.IsFixed.class, type = EffectType.SHOW)
        interface Fixed {
        }

        @HorizontalLayout
        @Effect(predicate = ScoreMetricsNodeParameters.IsPercentiles.class, type = EffectType.SHOW)
        @After(Fixed.class)
        interface Percentiles {
        }
    }

    @Section(title = "Size and border")
    @Advanced
    @After(RangeSection.class)
    interface SizeSection {
    }

    @Section(title = "Output")
    @Advanced
    @After(SizeSection.class)
    interface OutputSection {
    }
}
