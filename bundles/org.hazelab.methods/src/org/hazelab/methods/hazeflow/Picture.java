// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow;

/**
 * Red, green and blue in 0 to 1, as the network sees them.
 *
 * @param planes (height, width)
 */
record Picture(int height, int width, float[][] planes) {

    long pixels() {
        return (long)height * width;
    }
}
