// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import java.util.Optional;

import org.knime.core.node.context.ModifiableNodeCreationConfiguration;

/** A node in a workflow: here, how it was created. */
public final class Node {

    private final ModifiableNodeCreationConfiguration configuration;

    Node(final ModifiableNodeCreationConfiguration configuration) {
        this.configuration = configuration;
    }

    /** How it was created. */
    public Optional<ModifiableNodeCreationConfiguration> getCopyOfCreationConfig() {
        return Optional.of(configuration);
    }
}
