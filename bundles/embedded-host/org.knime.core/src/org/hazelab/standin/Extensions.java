// SPDX-License-Identifier: Apache-2.0
package org.hazelab.standin;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.List;

import org.eclipse.core.runtime.ContributorFactorySimple;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.IExtensionRegistry;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.RegistryFactory;
import org.eclipse.core.runtime.spi.RegistryStrategy;
import org.osgi.framework.FrameworkUtil;

/**
 * The extension registry: that of the running Equinox, or, in a plain JVM as in unit tests, one made of every
 * {@code plugin.xml} on the class path.
 */
public final class Extensions {

    private static IExtensionRegistry classPathRegistry;

    private Extensions() {
    }

    /** Every element contributed to the extension point, e.g. {@code org.knime.core.DataType}. */
    public static List<IConfigurationElement> at(final String extensionPoint) {
        return List.of(registry().getConfigurationElementsFor(extensionPoint));
    }

    /**
     * Loads a class that an extension names, from the bundle that contributed it.
     *
     * @throws IllegalStateException when the bundle has no such class
     */
    public static Class<?> load(final IConfigurationElement element, final String className) {
        try {
            boolean inFramework = FrameworkUtil.getBundle(Extensions.class) != null;
            return inFramework ? Platform.getBundle(element.getContributor().getName()).loadClass(className)
                : Class.forName(className);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("The plugin.xml of " + element.getContributor().getName()
                + " names the class " + className + ", which is not there.", e);
        }
    }

    private static synchronized IExtensionRegistry registry() {
        IExtensionRegistry running = RegistryFactory.getRegistry();
        if (running != null) {
            return running;
        }
        if (classPathRegistry == null) {
            try {
                classPathRegistry = fromClassPath();
            } catch (IOException e) {
                throw new IllegalStateException("The plugin.xml files on the class path cannot be read.", e);
            }
        }
        return classPathRegistry;
    }

    private static IExtensionRegistry fromClassPath() throws IOException {
        IExtensionRegistry registry = RegistryFactory.createRegistry(new RegistryStrategy(null, null), null, null);
        for (URL url : Collections.list(Extensions.class.getClassLoader().getResources("plugin.xml"))) {
            try (InputStream in = url.openStream()) {
                registry.addContribution(in, ContributorFactorySimple.createContributor(url.toString()), false, null,
                    null, null);
            }
        }
        return registry;
    }
}
