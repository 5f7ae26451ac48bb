// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.haze;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.task.Parallel;
import org.hazelab.imaging.task.Progress;

/**
 * From picture, transmission and airlight to the scene, row by row; the formulas are those of {@link RecoverySettings}.
 */
final class Recovery {

    /** How far from the airlight's colour a sky may be, in units of the range. */
    private static final float SKY_RADIUS = 0.2f;
    /** A pixel of less luma has no colour ratios worth keeping. */
    private static final float DARKEST_LUMA = 1e-5f;

    private final FloatImage image;
    private final float[] transmission;
    private final RecoverySettings settings;
    private final int width;
    private final int channels;
    private final float min;
    private final float span;
    private final float[] airlight;
    private final float[][] result;

    Recovery(FloatImage image, float[] transmission, Airlight airlight, RecoverySettings settings) {
        this.image = image;
        this.transmission = transmission;
        this.settings = settings;
        width = image.width();
        channels = image.channels();
        min = image.range().min();
        span = image.range().span();
        this.airlight = new float[] {(float)airlight.red(), (float)airlight.green(), (float)airlight.blue()};
        result = new float[channels][image.pixels()];
    }

    FloatImage run(Progress progress) {
        float floor = (float)Math.max(settings.t0(), depthFloor());
        Parallel.pieces(image.height(), Math.max(1, (1 << 16) / width), progress, (from, to) -> {
            float[] row = new float[width];
            for (int y = from; y < to; y++) {
                recover(y, row, floor);
            }
        });
        return FloatImage.of(width, image.height(), image.range(), result);
    }

    /** The transmission at the depth limit. */
    private double depthFloor() {
        if (settings.depthLimit() == 1) {
            return 0;
        }
        float deepest = 1;
        for (float t : transmission) {
            deepest = t < deepest ? t : deepest;
        }
        return StrictMath.pow(Math.max(deepest, settings.t0()), settings.depthLimit());
    }

    private void recover(int y, float[] t, float floor) {
        int at = y * width;
        read(at, t, floor);
        if (settings.skyProtection() > 0) {
            protectSky(at, t);
        }
        if (settings.strength() != 1) {
            scale(t);
        }
        if (settings.antiClipping()) {
            avoidClipping(at, t);
        }
        // From here on the haze that is left: J = I + (I - A) (1 - t) / t, which is I to the bit where t is 1.
        for (int x = 0; x < width; x++) {
            t[x] = (1 - t[x]) / t[x];
        }
        if (settings.saturation() < 1 && channels == 3) {
            recoverBlended(at, t);
        } else {
            for (int c = 0; c < channels; c++) {
                recover(result[c], min + airlight[c] * span, at, t);
            }
        }
        if (settings.clip()) {
            clip(at);
        }
    }

    /**
     * Reads a row of the picture, infinities at the ends of the range, and its transmission, NaN where a channel is.
     */
    private void read(int at, float[] t, float floor) {
        for (int x = 0; x < width; x++) {
            t[x] = Math.max(transmission[at + x], floor);
        }
        for (int c = 0; c < channels; c++) {
            float[] plane = image.plane(c);
            System.arraycopy(plane, at, result[c], at, width);
            for (int x = 0; x < width; x++) {
                t[x] += zeroUnlessOdd(plane[at + x]);
            }
        }
        for (int x = 0; x < width; x++) {
            if (Float.isNaN(t[x])) {
                t[x] = Math.max(transmission[at + x], floor) + cutInfinities(at + x);
            }
        }
    }

    /** Returns NaN if the pixel holds NaN, otherwise 0. */
    private float cutInfinities(int i) {
        float sum = 0;
        for (float[] plane : result) {
            if (Float.isInfinite(plane[i])) {
                plane[i] = plane[i] > 0 ? image.range().max() : min;
            }
            sum += zeroUnlessOdd(plane[i]);
        }
        return sum;
    }

    /** Returns 0 for a number, NaN for NaN and the infinities. Without a condition, so that loops stay fast. */
    private static float zeroUnlessOdd(float value) {
        float same = value;
        return value - same;
    }

    private float unit(int channel, int i) {
        return (result[channel][i] - min) / span;
    }

    private void protectSky(int at, float[] t) {
        float amount = (float)settings.skyProtection();
        for (int x = 0; x < width; x++) {
            float distance = 0;
            for (int c = 0; c < channels; c++) {
                distance = Math.max(distance, Math.abs(unit(c, at + x) - airlight[c]));
            }
            float away = Math.min(distance / SKY_RADIUS, 1);
            float weight = (1 - away * away) * (1 - away * away);
            t[x] += (1 - t[x]) * (amount * weight);
        }
    }

    private void scale(float[] t) {
        float strength = (float)settings.strength();
        float t0 = (float)settings.t0();
        for (int x = 0; x < width; x++) {
            t[x] = Math.max(1 - strength * (1 - t[x]), t0);
        }
    }

    private void avoidClipping(int at, float[] t) {
        for (int x = 0; x < width; x++) {
            float bound = 0;
            for (int c = 0; c < channels; c++) {
                float value = unit(c, at + x);
                float a = airlight[c];
                if (a > 0) {
                    bound = Math.max(bound, 1 - value / a);
                }
                if (a < 1) {
                    bound = Math.max(bound, (value - a) / (1 - a));
                }
            }
            t[x] = Math.max(t[x], Math.min(bound, 1));
        }
    }

    private void recover(float[] plane, float light, int at, float[] factor) {
        for (int x = 0; x < width; x++) {
            plane[at + x] += (plane[at + x] - light) * factor[x];
        }
    }

    private void recoverBlended(int at, float[] factor) {
        float[] red = result[0];
        float[] green = result[1];
        float[] blue = result[2];
        float grey = (float)(1 - settings.saturation());
        for (int x = 0, i = at; x < width; x++, i++) {
            float r = unit(0, i);
            float g = unit(1, i);
            float b = unit(2, i);
            float newR = r + (r - airlight[0]) * factor[x];
            float newG = g + (g - airlight[1]) * factor[x];
            float newB = b + (b - airlight[2]) * factor[x];
            float luma = luma(r, g, b);
            float ratio = luma > DARKEST_LUMA ? luma(newR, newG, newB) / luma : 1;
            if (luma > DARKEST_LUMA) {
                newR += grey * (r * ratio - newR);
                newG += grey * (g * ratio - newG);
                newB += grey * (b * ratio - newB);
            }
            // As a change of the pixel, so that no change leaves it as it is.
            red[i] += (newR - r) * span;
            green[i] += (newG - g) * span;
            blue[i] += (newB - b) * span;
        }
    }

    private static float luma(float red, float green, float blue) {
        return 0.299f * red + 0.587f * green + 0.114f * blue;
    }

    private void clip(int at) {
        float max = image.range().max();
        for (float[] plane : result) {
            for (int i = at; i < at + width; i++) {
                plane[i] = Math.min(Math.max(plane[i], min), max);
            }
        }
    }
}
