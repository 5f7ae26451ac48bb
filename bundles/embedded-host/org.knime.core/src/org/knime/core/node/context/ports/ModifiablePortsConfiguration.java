// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.context.ports;

import java.util.Map;

import org.knime.core.node.context.DeepCopy;
import org.knime.core.node.context.NodeSettingsPersistable;

/** The ports of a node, to be changed. */
public interface ModifiablePortsConfiguration
    extends
        PortsConfiguration,
        DeepCopy<ModifiablePortsConfiguration>,
        NodeSettingsPersistable {

    /** The group of that identifier, or null. */
    PortGroupConfiguration getGroup(String groupName);

    /** The groups to which ports can be added, by identifier. */
    Map<String, ExtendablePortGroup> getExtendablePorts();
}
