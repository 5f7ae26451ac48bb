// SPDX-License-Identifier: Apache-2.0
/** The node Train HazeFlow. */
package org.hazelab.knime.nodes.trainhazeflow;
