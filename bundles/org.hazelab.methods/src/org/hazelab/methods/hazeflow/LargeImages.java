// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow;

/** How images are dehazed that have more pixels than the network should see at once. */
public enum LargeImages {

    /**
     * At half the rows and columns, and the result is enlarged again: as the authors do. Where half the size is still
     * large, the half is dehazed in tiles, which keeps the memory bounded; the authors see it whole.
     */
    HALF_SIZE,

    /** At full size, in tiles that overlap and are blended. */
    TILES
}
