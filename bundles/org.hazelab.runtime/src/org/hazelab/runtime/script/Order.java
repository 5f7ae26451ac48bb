// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.script;

/** How the weights of a network's convolutions lie in memory. Results are the same up to rounding, speed is not. */
public enum Order {
    /** Row by row: to train, as the kernels of the backward pass want it, and for others to read. */
    ROWS,
    /** The channels of a pixel next to each other: to infer. */
    CHANNELS_LAST
}
