// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.choices.filter;

import java.util.Arrays;
import java.util.List;

import org.knime.node.parameters.persistence.Persistable;

/** Names chosen by hand, names not chosen, and whether names in neither list are chosen. */
final class ManualFilter implements Persistable {

    String[] manuallySelected = {};
    String[] manuallyDeselected = {};
    boolean includeUnknownColumns;

    ManualFilter() {
    }

    ManualFilter(final String[] selected) {
        manuallySelected = selected;
    }

    boolean chooses(final String name) {
        return includeUnknownColumns ? !Arrays.asList(manuallyDeselected).contains(name)
            : Arrays.asList(manuallySelected).contains(name);
    }

    String[] missing(final List<String> names) {
        if (includeUnknownColumns) {
            return new String[0];
        }
        return Arrays.stream(manuallySelected).filter(n -> !names.contains(n)).toArray(String[]::new);
    }
}
