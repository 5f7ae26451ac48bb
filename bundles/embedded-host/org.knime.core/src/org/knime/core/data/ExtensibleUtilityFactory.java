// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import org.knime.core.data.renderer.DataValueRendererFactory;

/**
 * A utility factory with a name and with the renderers registered at {@code org.knime.core.DataValueRenderer}. Kept of
 * KNIME's contract: one factory per value class, the first renderer or the one that suggests itself is the default.
 */
public abstract class ExtensibleUtilityFactory extends DataValue.UtilityFactory {

    private static final Map<Class<?>, ExtensibleUtilityFactory> ALL = new HashMap<>();

    private final Class<? extends DataValue> valueClass;
    private Map<String, DataValueRendererFactory> renderers;
    private String defaultRenderer;

    /** @throws IllegalArgumentException when the value class has a factory already */
    public ExtensibleUtilityFactory(final Class<? extends DataValue> valueClass) {
        this.valueClass = valueClass;
        synchronized (ALL) {
            ExtensibleUtilityFactory other = ALL.putIfAbsent(valueClass, this);
            if (other != null) {
                throw new IllegalArgumentException(
                    "There is already a factory registered for " + valueClass + ": " + other.getClass().getName());
            }
        }
    }

    /** The name of the value as people read it, e.g. "Number (Integer)". */
    public abstract String getName();

    /** The group of types it belongs to. */
    public String getGroupName() {
        return "Other";
    }

    /** Earlier names. */
    protected String[] getLegacyNames() {
        return new String[0];
    }

    /** Every registered renderer, in order of registration. */
    public Collection<DataValueRendererFactory> getAvailableRenderers() {
        return Collections.unmodifiableCollection(renderers().values());
    }

    /** The renderer used where nobody chose one, or null. */
    public DataValueRendererFactory getDefaultRenderer() {
        Map<String, DataValueRendererFactory> all = renderers();
        return all.get(defaultRenderer);
    }

    /** The renderer a person preferred: nobody can, here. */
    public DataValueRendererFactory getPreferredRenderer() {
        return null;
    }

    private synchronized Map<String, DataValueRendererFactory> renderers() {
        if (renderers == null) {
            Map<String, DataValueRendererFactory> found = new LinkedHashMap<>();
            for (RendererExtensions.Registered r : RendererExtensions.forValue(valueClass.getName())) {
                found.put(r.factory().getId(), r.factory());
                if (r.suggestAsDefault() || defaultRenderer == null) {
                    defaultRenderer = r.factory().getId();
                }
            }
            renderers = found;
        }
        return renderers;
    }
}
