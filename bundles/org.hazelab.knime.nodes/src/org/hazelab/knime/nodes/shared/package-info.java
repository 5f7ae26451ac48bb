// SPDX-License-Identifier: Apache-2.0
/** What the nodes share between KNIME and the operations: image columns, the loop over rows, progress and messages. */
package org.hazelab.knime.nodes.shared;
