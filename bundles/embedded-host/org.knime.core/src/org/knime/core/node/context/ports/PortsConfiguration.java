// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.context.ports;

import java.util.Map;

/** The ports of a node, some of which its user has added. */
public interface PortsConfiguration {

    /** The positions of the inputs that are there, by the identifiers of their groups. */
    Map<String, int[]> getInputPortLocation();
}
