// SPDX-License-Identifier: Apache-2.0
/**
 * Diagrams of a few curves: one description, drawn as SVG or as pixels.
 *
 * <p>Nothing here asks the machine for fonts or a screen, so a diagram has the same bytes everywhere.
 */
package org.hazelab.operations.plot;
