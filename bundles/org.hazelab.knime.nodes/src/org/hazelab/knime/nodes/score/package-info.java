// SPDX-License-Identifier: Apache-2.0
/** The node Score Metrics. */
package org.hazelab.knime.nodes.score;
