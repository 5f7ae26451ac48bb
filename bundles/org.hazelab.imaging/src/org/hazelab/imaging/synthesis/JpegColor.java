// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.synthesis;

import org.hazelab.imaging.task.Parallel;
import org.hazelab.imaging.task.Progress;

/** Between red, green, blue and JPEG's luminance and half-size chrominance, in fixed point with 16 fractional bits. */
final class JpegColor {

    private static final int HALF = 1 << 15;
    private static final int CENTRE = 128 << 16;

    private JpegColor() {
    }

    /** Luminance at full size, blue and red difference at half size. */
    static JpegPlane[] split(byte[][] rgb, int width, int height, Progress progress) {
        int halfHeight = JpegRoundTrip.parts(height, 2);
        JpegPlane y = new JpegPlane(width, height);
        JpegPlane cb = new JpegPlane(JpegRoundTrip.parts(width, 2), halfHeight);
        JpegPlane cr = new JpegPlane(JpegRoundTrip.parts(width, 2), halfHeight);
        Parallel.pieces(halfHeight, JpegRoundTrip.grain(2 * width), progress, (from, to) -> {
            int[][] blue = new int[2][width];
            int[][] red = new int[2][width];
            for (int row = from; row < to; row++) {
                for (int k = 0; k < 2; k++) {
                    // the last row stands for the one missing below an odd height
                    splitRow(rgb, width, Math.min(2 * row + k, height - 1), y, blue[k], red[k]);
                }
                averageRow(blue, cb, row);
                averageRow(red, cr, row);
            }
        });
        JpegPlane[] planes = {y, cb, cr};
        for (JpegPlane plane : planes) {
            plane.padBottom();
        }
        return planes;
    }

    private static void splitRow(byte[][] rgb, int width, int row, JpegPlane luminance, int[] blue, int[] red) {
        for (int x = 0; x < width; x++) {
            int r = rgb[0][row * width + x] & 0xFF;
            int g = rgb[1][row * width + x] & 0xFF;
            int b = rgb[2][row * width + x] & 0xFF;
            int y = fixed(0.299) * r + fixed(0.587) * g + fixed(0.114) * b + HALF >> 16;
            luminance.samples[row * luminance.stride + x] = (byte)y;
            // just below one half: 255.5 must not round up to 256
            blue[x] = fixed(0.5) * b - fixed(0.168735892) * r - fixed(0.331264108) * g + CENTRE + HALF - 1 >> 16;
            red[x] = fixed(0.5) * r - fixed(0.418687589) * g - fixed(0.081312411) * b + CENTRE + HALF - 1 >> 16;
        }
        luminance.padRow(row, width);
    }

    /** Means of 2 x 2 samples; halves are rounded down and up in turn, so that the mean colour does not drift. */
    private static void averageRow(int[][] rows, JpegPlane plane, int row) {
        int last = rows[0].length - 1;
        for (int x = 0; x < plane.stride; x++) {
            int left = Math.min(2 * x, last);
            int right = Math.min(2 * x + 1, last);
            int sum = rows[0][left] + rows[0][right] + rows[1][left] + rows[1][right];
            plane.samples[row * plane.stride + x] = (byte)(sum + 1 + (x & 1) >> 2);
        }
    }

    /** Red, green and blue of the luminance and the two half-size planes. */
    static byte[][] join(JpegPlane[] planes, int width, int height, Progress progress) {
        byte[][] rgb = new byte[3][width * height];
        Parallel.pieces(height, JpegRoundTrip.grain(width), progress, (from, to) -> {
            int[] blue = new int[2 * planes[1].width];
            int[] red = new int[2 * planes[2].width];
            for (int row = from; row < to; row++) {
                enlargeRow(planes[1], row, blue);
                enlargeRow(planes[2], row, red);
                for (int x = 0; x < width; x++) {
                    int y = planes[0].samples[row * planes[0].stride + x] & 0xFF;
                    int cb = blue[x] - 128;
                    int cr = red[x] - 128;
                    int at = row * width + x;
                    rgb[0][at] = clip(y + (fixed(1.402) * cr + HALF >> 16));
                    rgb[1][at] = clip(y + (HALF - fixed(0.34414) * cb - fixed(0.71414) * cr >> 16));
                    rgb[2][at] = clip(y + (fixed(1.772) * cb + HALF >> 16));
                }
            }
        });
        return rgb;
    }

    /**
     * One full-size row of a half-size plane: 9/16 of the nearest sample, 3/16 of each neighbour on the pixel's side,
     * 1/16 of the one across. Planes of one or two columns are enlarged by repeating, as the codec does.
     */
    private static void enlargeRow(JpegPlane plane, int row, int[] full) {
        int near = row / 2 * plane.stride;
        if (plane.width <= 2) {
            for (int x = 0; x < full.length; x++) {
                full[x] = plane.samples[near + x / 2] & 0xFF;
            }
            return;
        }
        int neighbour = (row & 1) == 0 ? Math.max(0, row / 2 - 1) : Math.min(plane.height - 1, row / 2 + 1);
        int far = neighbour * plane.stride;
        int before = columnSum(plane, near, far, 0);
        int here = before;
        for (int x = 0; x < plane.width; x++) {
            int after = columnSum(plane, near, far, Math.min(x + 1, plane.width - 1));
            full[2 * x] = 3 * here + before + 8 >> 4;
            full[2 * x + 1] = 3 * here + after + 7 >> 4;
            before = here;
            here = after;
        }
    }

    private static int columnSum(JpegPlane plane, int near, int far, int x) {
        return 3 * (plane.samples[near + x] & 0xFF) + (plane.samples[far + x] & 0xFF);
    }

    private static byte clip(int value) {
        return (byte)Math.max(0, Math.min(255, value));
    }

    private static int fixed(double factor) {
        return (int)(factor * 65536 + 0.5);
    }
}
