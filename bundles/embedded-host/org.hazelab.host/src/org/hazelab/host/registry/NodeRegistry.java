// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host.registry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IConfigurationElement;
import org.hazelab.standin.Extensions;
import org.knime.node.DefaultNodeFactory;

/** The factories registered at {@code org.knime.workbench.repository.nodes}. */
public final class NodeRegistry {

    /** A registered factory; {@code category} is the path of names of its category. */
    public record Entry(String factoryClass, String bundle, String categoryPath, List<String> category,
        boolean deprecated, boolean hidden, IConfigurationElement element) {

        /**
         * Makes the factory.
         *
         * @throws NodeLoadException when the class is not there, cannot be made, or is of a kind the host cannot run
         */
        public DefaultNodeFactory create() throws NodeLoadException {
            Object factory;
            try {
                factory = element.createExecutableExtension("factory-class");
            } catch (CoreException | LinkageError e) {
                Throwable cause = e instanceof CoreException c && c.getStatus().getException() != null
                    ? c.getStatus().getException() : e;
                throw new NodeLoadException("The factory " + factoryClass + " of the bundle " + bundle
                    + " cannot be made: " + cause, cause);
            }
            if (factory instanceof DefaultNodeFactory modern) {
                return modern;
            }
            throw new NodeLoadException("The factory " + factoryClass
                + " is not made with KNIME's DefaultNode: only KNIME itself can run it.", null);
        }
    }

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** Reads every plugin.xml. */
    public NodeRegistry() {
        Categories categories = new Categories();
        for (IConfigurationElement node : Extensions.at("org.knime.workbench.repository.nodes")) {
            if (node.getName().equals("node")) {
                String path = Optional.ofNullable(node.getAttribute("category-path")).orElse("/");
                Entry entry = new Entry(node.getAttribute("factory-class"), node.getContributor().getName(), path,
                    categories.names(path), Boolean.parseBoolean(node.getAttribute("deprecated")),
                    Boolean.parseBoolean(node.getAttribute("hidden")), node);
                entries.put(entry.factoryClass(), entry);
            }
        }
    }

    /** The factory of that class name. */
    public Optional<Entry> find(final String factoryClass) {
        return Optional.ofNullable(entries.get(factoryClass));
    }

    /** All of them, in the order of registration. */
    public List<Entry> all() {
        return new ArrayList<>(entries.values());
    }
}
