// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.score;

import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Section;

/** The sections of the dialog of Score Metrics, in their order. */
interface ScoreSections {

    @Section(title = "Images")
    interface ImagesSection {
    }

    @Section(title = "References", description = "The images as they should be, for metrics that compare.")
    @After(ImagesSection.class)
    interface ReferencesSection {
    }

    @Section(title = "Metrics")
    @After(ReferencesSection.class)
    interface MetricsSection {
    }

    @Section(title = "Data range", description = "Which numbers stand for black and white.")
    @After(MetricsSection.class)
    interface RangeSection {
    }
}
