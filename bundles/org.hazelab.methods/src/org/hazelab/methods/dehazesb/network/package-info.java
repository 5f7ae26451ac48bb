// SPDX-License-Identifier: Apache-2.0
/**
 * The networks of DehazeSB (Lan et al., "When Schrödinger Bridge Meets Real-World Image Dehazing with Unpaired
 * Training", ICCV 2025), under the parameter names of its authors' checkpoints. Ours are written from a description of
 * layers, shapes and names: the generator, and what only a training has, the discriminator of patches, the network that
 * estimates the entropy, the one that refines transmissions, and the heads of the contrastive loss.
 *
 * <p>What differs from the description without changing a result beyond rounding: blurring is two means, doubling is
 * bilinear, a box filter is a mean over rows and one over columns, and what the authors' blocks compute without using
 * it is not computed.
 */
package org.hazelab.methods.dehazesb.network;
