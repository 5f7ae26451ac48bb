// SPDX-License-Identifier: Apache-2.0
/** The node Specimen Generator (HazeLab). */
package org.hazelab.knime.nodes.specimens;
