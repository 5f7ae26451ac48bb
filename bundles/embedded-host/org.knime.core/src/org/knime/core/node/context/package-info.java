// SPDX-License-Identifier: Apache-2.0
/** Stand-in for KNIME's package of this name: how a node was created. */
package org.knime.core.node.context;
