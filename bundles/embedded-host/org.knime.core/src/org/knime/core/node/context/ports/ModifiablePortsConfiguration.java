// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.context.ports;

/** The ports of a node; here it cannot be changed. */
public interface ModifiablePortsConfiguration extends PortsConfiguration {
}
