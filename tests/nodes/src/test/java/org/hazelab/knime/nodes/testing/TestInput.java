// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.testing;

import org.knime.core.node.ExecutionContext;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;

/** What a node gets at an input. */
public interface TestInput {

    /** What is known of it at first. */
    PortObjectSpec spec();

    /**
     * Makes it.
     *
     * @param name of the input; no two file stores of a node may have the same name
     */
    PortObject build(String name, ExecutionContext exec);
}
