// SPDX-License-Identifier: Apache-2.0
/** The node Model Writer (HazeLab). */
package org.hazelab.knime.nodes.modelwriter;
