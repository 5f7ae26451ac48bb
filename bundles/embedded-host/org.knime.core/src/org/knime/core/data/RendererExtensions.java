// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IConfigurationElement;
import org.hazelab.standin.Extensions;
import org.knime.core.data.renderer.DataValueRendererFactory;

/** Reads the extension point {@code org.knime.core.DataValueRenderer}. */
final class RendererExtensions {

    private RendererExtensions() {
    }

    /** The renderers of a value interface, those that are suggested as defaults first. */
    static List<DataValueRendererFactory> forValue(final String valueClass) {
        List<DataValueRendererFactory> found = new ArrayList<>();
        for (IConfigurationElement value : Extensions.at("org.knime.core.DataValueRenderer")) {
            if (valueClass.equals(value.getAttribute("valueClass"))) {
                for (IConfigurationElement renderer : value.getChildren("renderer")) {
                    boolean suggested = Boolean.parseBoolean(renderer.getAttribute("suggestAsDefault"));
                    found.add(suggested ? 0 : found.size(), create(renderer));
                }
            }
        }
        return found;
    }

    private static DataValueRendererFactory create(final IConfigurationElement renderer) {
        try {
            return (DataValueRendererFactory)renderer.createExecutableExtension("rendererFactoryClass");
        } catch (CoreException e) {
            throw new IllegalStateException("The renderer " + renderer.getAttribute("rendererFactoryClass") + " of "
                + renderer.getNamespaceIdentifier() + " cannot be loaded.", e);
        }
    }
}
