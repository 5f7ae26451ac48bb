// SPDX-License-Identifier: Apache-2.0
/**
 * The network of HazeFlow (Shin, Chung, Yang and Kim, "HazeFlow: Revisit Haze Physical Model as ODE and Non-Homogeneous
 * Haze Generation for Real-World Dehazing", ICCV 2025), under the parameter names of its authors' checkpoint
 * (cloor/HazeFlow, MIT). Ours is written from a description of layers, shapes and names.
 *
 * <p>Four things differ from that description without changing a result beyond rounding: the transmission's features
 * are kept after their activation, which is all that is ever used of them; 1 x 1 convolutions are applied before
 * doubling and after halving; queries, keys and values are one product; and to infer, images lie in memory with the
 * channels innermost.
 */
package org.hazelab.methods.hazeflow.network;
