// SPDX-License-Identifier: Apache-2.0
/**
 * The image cells of HazeLab: float32 pixels with axes and value range, kept in a file store or read from a file of the
 * user's, shown as an image.
 *
 * <p>The class names here are stored in users' workflows and never change.
 */
package org.hazelab.knime.nodes.cell;
