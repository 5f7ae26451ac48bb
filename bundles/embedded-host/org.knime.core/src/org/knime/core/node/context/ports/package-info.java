// SPDX-License-Identifier: Apache-2.0
/** Stand-in for KNIME's port groups. */
package org.knime.core.node.context.ports;
