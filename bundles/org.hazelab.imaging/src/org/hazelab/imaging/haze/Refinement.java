// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.haze;

/** What is done about the blocks that the patches leave in the raw transmission. */
public enum Refinement {

    /** Nothing: the raw transmission, constant over squares of the patch's size. */
    NONE,

    /** The guided filter: the transmission follows the edges of the picture. */
    GUIDED_FILTER
}
