// SPDX-License-Identifier: Apache-2.0
/** The node Train HazeMatching. */
package org.hazelab.knime.nodes.trainhazematching;
