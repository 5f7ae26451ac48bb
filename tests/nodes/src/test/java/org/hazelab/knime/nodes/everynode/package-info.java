// SPDX-License-Identifier: Apache-2.0
/** What every node has to keep, now and later: a node that plugin.xml registers is tested here without further ado. */
package org.hazelab.knime.nodes.everynode;
