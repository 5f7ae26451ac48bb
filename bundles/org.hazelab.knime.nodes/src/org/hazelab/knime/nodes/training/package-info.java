// SPDX-License-Identifier: Apache-2.0
/** What all nodes that train a method share: choices of their dialogs, ports, the history and the run. */
package org.hazelab.knime.nodes.training;
