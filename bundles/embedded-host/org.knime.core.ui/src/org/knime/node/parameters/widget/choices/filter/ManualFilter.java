// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.choices.filter;

import java.util.Arrays;

import org.knime.node.parameters.persistence.Persistable;

/** Names chosen by hand, names not chosen, and whether names in neither list are chosen. */
final class ManualFilter implements Persistable {

    String[] manuallySelected = {};
    String[] manuallyDeselected = {};
    boolean includeUnknownColumns;

    boolean chooses(final String name) {
        return includeUnknownColumns ? !Arrays.asList(manuallyDeselected).contains(name)
            : Arrays.asList(manuallySelected).contains(name);
    }
}
