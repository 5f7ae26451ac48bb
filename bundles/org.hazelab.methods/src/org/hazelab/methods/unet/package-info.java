// SPDX-License-Identifier: Apache-2.0
/**
 * The U-Net of guided diffusion (Dhariwal and Nichol, "Diffusion Models Beat GANs on Image Synthesis", 2021), under the
 * parameter names of its authors' code (openai/guided-diffusion, MIT; re-hosted by torchcfm, MIT). Ours is written from
 * a description of layers, shapes and names.
 *
 * <p>Two things differ without changing a result beyond rounding: images lie in memory with the channels innermost, and
 * the 1 x 1 convolutions of attention are linear maps of that memory.
 */
package org.hazelab.methods.unet;
