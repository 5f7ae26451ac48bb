// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.transmission;

import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Section;

/** The sections of the dialog of DCP Transmission, in their order. */
interface TransmissionSections {

    @Section(title = "Images")
    interface ImagesSection {
    }

    @Section(title = "Transmission", description = "How the haze is estimated.")
    @After(ImagesSection.class)
    interface TransmissionSection {
    }

    @Section(title = "Atmospheric light", description = "The colour of the haze itself.")
    @After(TransmissionSection.class)
    interface AirlightSection {
    }

    @Section(title = "Dehazing", description = "How much of the haze is taken away, and what is protected.")
    @After(AirlightSection.class)
    interface DehazingSection {
    }

    @Section(title = "Output")
    @After(DehazingSection.class)
    interface OutputSection {
    }
}
