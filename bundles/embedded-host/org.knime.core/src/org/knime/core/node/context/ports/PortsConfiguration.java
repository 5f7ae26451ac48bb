// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.context.ports;

import java.util.List;
import java.util.Map;

import org.knime.core.node.port.PortType;

/** The ports of a node, in groups. */
public interface PortsConfiguration {

    /** The types of all inputs. */
    PortType[] getInputPorts();

    /** The types of all outputs. */
    PortType[] getOutputPorts();

    /** The identifiers of the groups, in order. */
    List<String> getPortGroupNames();

    /** The zero-based input indices of every group that has inputs now. */
    Map<String, int[]> getInputPortLocation();

    /** The zero-based output indices of every group that has outputs now. */
    Map<String, int[]> getOutputPortLocation();
}
