// SPDX-License-Identifier: Apache-2.0
/** The node CSV Writer (HazeLab). */
package org.hazelab.knime.nodes.csv;
