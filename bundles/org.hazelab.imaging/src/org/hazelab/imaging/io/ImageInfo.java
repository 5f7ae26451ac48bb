// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io;

/**
 * What a page of an image file is, known without decoding its pixels.
 *
 * @param format {@code PNG}, {@code JPEG}, {@code TIFF} or {@code BMP}
 * @param width pixels in a row, as reading gives it (after turning)
 * @param height rows, as reading gives it (after turning)
 * @param channels channels that reading gives: 1 for grey, 3 for colour, others for multi-channel TIFF
 * @param bitDepth bits of a sample in the file, 1 to 64; 8 for an image with a palette
 * @param floatingPoint whether samples are floating-point numbers
 */
public record ImageInfo(String format, int width, int height, int channels, int bitDepth, boolean floatingPoint) {}
