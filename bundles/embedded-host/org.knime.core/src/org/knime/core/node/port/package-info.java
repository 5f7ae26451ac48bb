// SPDX-License-Identifier: Apache-2.0
/** Stand-in for KNIME's ports: what travels between nodes, and what is known of it before. */
package org.knime.core.node.port;
