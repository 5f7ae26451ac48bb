// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging;

/**
 * The sizes of an image that need not be in memory.
 *
 * @param width pixels in a row
 * @param height rows
 * @param channels of a slice
 * @param slices of a stack, 1 for a plain image
 */
public record ImageSize(int width, int height, int channels, int slices) {}
