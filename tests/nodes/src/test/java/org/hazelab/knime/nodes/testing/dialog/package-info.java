// SPDX-License-Identifier: Apache-2.0
/**
 * The dialog of a node as KNIME makes it of a class of parameters: sections and controls in their order, what is folded
 * away, and what is shown for given values and inputs.
 */
package org.hazelab.knime.nodes.testing.dialog;
