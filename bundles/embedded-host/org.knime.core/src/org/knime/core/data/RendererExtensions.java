// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IConfigurationElement;
import org.hazelab.standin.Extensions;
import org.knime.core.data.renderer.DataValueRendererFactory;
import org.knime.core.node.NodeLogger;

/** Reads the extension point {@code org.knime.core.DataValueRenderer}. */
final class RendererExtensions {

    record Registered(DataValueRendererFactory factory, boolean suggestAsDefault) {
    }

    private RendererExtensions() {
    }

    static List<Registered> forValue(final String valueClass) {
        List<Registered> found = new ArrayList<>();
        for (IConfigurationElement value : Extensions.at("org.knime.core.DataValueRenderer")) {
            if (valueClass.equals(value.getAttribute("valueClass"))) {
                for (IConfigurationElement renderer : value.getChildren("renderer")) {
                    create(renderer, found);
                }
            }
        }
        return found;
    }

    private static void create(final IConfigurationElement renderer, final List<Registered> found) {
        try {
            Object factory = renderer.createExecutableExtension("rendererFactoryClass");
            boolean suggested = Boolean.parseBoolean(renderer.getAttribute("suggestAsDefault"));
            found.add(new Registered((DataValueRendererFactory)factory, suggested));
        } catch (CoreException e) {
            NodeLogger.getLogger(RendererExtensions.class).error("Could not load registered renderer factory "
                + renderer.getAttribute("rendererFactoryClass") + " from " + renderer.getNamespaceIdentifier(), e);
        }
    }
}
