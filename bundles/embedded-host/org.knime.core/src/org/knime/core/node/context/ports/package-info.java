// SPDX-License-Identifier: Apache-2.0
/** Stand-in for KNIME's package of this name: the ports of a node. */
package org.knime.core.node.context.ports;
