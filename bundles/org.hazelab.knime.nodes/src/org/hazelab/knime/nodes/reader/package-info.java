// SPDX-License-Identifier: Apache-2.0
/** The node Image Reader (HazeLab). */
package org.hazelab.knime.nodes.reader;
