// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.core.runtime.IConfigurationElement;
import org.hazelab.standin.Extensions;

/** The names of the categories registered at {@code org.knime.workbench.repository.categories}. */
final class Categories {

    private final Map<String, String> names = new HashMap<>();

    Categories() {
        for (IConfigurationElement c : Extensions.at("org.knime.workbench.repository.categories")) {
            String parent = strip(String.valueOf(c.getAttribute("path")));
            names.put(strip(parent + "/" + c.getAttribute("level-id")), c.getAttribute("name"));
        }
    }

    private static String strip(final String path) {
        return path.replaceAll("^/+|/+$", "");
    }

    /** The names along a path such as {@code /community/hazelab}; an unknown part keeps its identifier. */
    List<String> names(final String path) {
        List<String> found = new ArrayList<>();
        String current = "";
        for (String part : strip(path).split("/")) {
            current = strip(current + "/" + part);
            if (!part.isEmpty()) {
                found.add(names.getOrDefault(current, part));
            }
        }
        return found;
    }
}
