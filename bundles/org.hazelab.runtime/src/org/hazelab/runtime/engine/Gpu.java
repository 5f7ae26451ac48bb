// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.engine;

/**
 * A GPU of NVIDIA in this machine.
 *
 * @param index its number in CUDA's order
 * @param name as the driver calls it
 * @param memory its bytes, 0 if unknown
 */
public record Gpu(int index, String name, long memory) {
}
