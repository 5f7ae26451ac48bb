// SPDX-License-Identifier: Apache-2.0
/** The node Model Reader (HazeLab). */
package org.hazelab.knime.nodes.modelreader;
