// SPDX-License-Identifier: Apache-2.0
/**
 * Files of weights: HazeLab's models and other safetensors files, read and written, and PyTorch's checkpoints, read.
 *
 * <p>Files come from anywhere. Nothing in them is executed, every size is checked against the file before memory is
 * taken for it, and what is wrong with a file is said in one sentence. No native code. What the weights are for is
 * unknown here: the methods know.
 */
package org.hazelab.runtime.file;
