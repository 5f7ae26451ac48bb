// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.synthesis;

import org.hazelab.imaging.task.Parallel;
import org.hazelab.imaging.task.Progress;

/**
 * One component of a JPEG: unsigned 8-bit samples, padded to whole 8 x 8 blocks by repeating the last column and row.
 */
final class JpegPlane {

    /** Samples that belong to the image. */
    final int width;
    final int height;
    /** Samples in a stored row. */
    final int stride;
    final byte[] samples;

    JpegPlane(int width, int height) {
        this.width = width;
        this.height = height;
        this.stride = 8 * JpegRoundTrip.parts(width, 8);
        this.samples = new byte[Math.multiplyExact(stride, 8 * JpegRoundTrip.parts(height, 8))];
    }

    static JpegPlane grey(byte[] pixels, int width, int height) {
        JpegPlane plane = new JpegPlane(width, height);
        for (int y = 0; y < height; y++) {
            System.arraycopy(pixels, y * width, plane.samples, y * plane.stride, width);
            plane.padRow(y, width);
        }
        plane.padBottom();
        return plane;
    }

    /** Repeats the sample before {@code from} to the end of a row. */
    void padRow(int y, int from) {
        for (int x = from; x < stride; x++) {
            samples[y * stride + x] = samples[y * stride + from - 1];
        }
    }

    /** Repeats the last row of the image below it. */
    void padBottom() {
        for (int at = height * stride; at < samples.length; at += stride) {
            System.arraycopy(samples, (height - 1) * stride, samples, at, stride);
        }
    }

    /** The samples of the image alone. */
    byte[] pixels() {
        byte[] pixels = new byte[width * height];
        for (int y = 0; y < height; y++) {
            System.arraycopy(samples, y * stride, pixels, y * width, width);
        }
        return pixels;
    }

    /** Transforms, quantises and restores every block in place. */
    JpegPlane recoded(int[] steps, Progress progress) {
        int blockRows = samples.length / stride / 8;
        Parallel.pieces(blockRows, JpegRoundTrip.parts(JpegRoundTrip.grain(stride), 8), progress, (from, to) -> {
            IntegerDct dct = new IntegerDct();
            int[] block = new int[64];
            for (int row = from; row < to; row++) {
                for (int x = 0; x < stride; x += 8) {
                    recode(block, row * 8 * stride + x, steps, dct);
                }
            }
        });
        return this;
    }

    private void recode(int[] block, int at, int[] steps, IntegerDct dct) {
        for (int i = 0; i < 64; i++) {
            block[i] = (samples[at + (i >> 3) * stride + (i & 7)] & 0xFF) - 128;
        }
        dct.forward(block);
        for (int i = 0; i < 64; i++) {
            block[i] = quantized(block[i], 8 * steps[i]) * steps[i];
        }
        dct.inverse(block);
        for (int i = 0; i < 64; i++) {
            samples[at + (i >> 3) * stride + (i & 7)] = (byte)Math.max(0, Math.min(255, block[i] + 128));
        }
    }

    /** The nearest number of steps, halves away from zero. */
    private static int quantized(int coefficient, int step) {
        int count = (Math.abs(coefficient) + step / 2) / step;
        return coefficient < 0 ? -count : count;
    }
}
