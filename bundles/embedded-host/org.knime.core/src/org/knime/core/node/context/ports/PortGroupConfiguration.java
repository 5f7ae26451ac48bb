// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.context.ports;

import org.knime.core.node.context.DeepCopy;
import org.knime.core.node.context.NodeSettingsPersistable;
import org.knime.core.node.port.PortType;

/** A group of ports of a node. */
public interface PortGroupConfiguration extends DeepCopy<PortGroupConfiguration>, NodeSettingsPersistable {

    /** The types of its inputs. */
    PortType[] getInputPorts();

    /** The types of its outputs. */
    PortType[] getOutputPorts();

    /** Whether its ports are inputs. */
    boolean definesInputPorts();

    /** Whether its ports are outputs. */
    boolean definesOutputPorts();
}
