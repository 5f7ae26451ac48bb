// SPDX-License-Identifier: Apache-2.0
/** The node Image Writer (HazeLab). */
package org.hazelab.knime.nodes.writer;
