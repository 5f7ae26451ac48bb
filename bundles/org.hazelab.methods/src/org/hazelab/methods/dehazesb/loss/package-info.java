// SPDX-License-Identifier: Apache-2.0
/**
 * The losses of DehazeSB (Lan et al., ICCV 2025) as code of a network's methods, a class each, and what they draw.
 *
 * <p>Images are (batch, 3, rows, columns) in the network's range, -1 black and 1 white. A loss is a number for each
 * image of a batch, (batch), unless it says that it is one number for all.
 */
package org.hazelab.methods.dehazesb.loss;
