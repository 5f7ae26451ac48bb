// SPDX-License-Identifier: Apache-2.0
/** Stand-in for what a node is created with. */
package org.knime.core.node.context;
