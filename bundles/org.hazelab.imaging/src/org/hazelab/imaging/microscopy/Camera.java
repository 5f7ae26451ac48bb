// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.microscopy;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.task.Parallel;
import org.hazelab.imaging.task.Progress;

/**
 * How light becomes grey levels: light 1 is {@code photons} photons, of which a Poisson number is seen; normal read
 * noise
 * is added; and the sum times the gain, plus the offset, is rounded and cut to the bit depth.
 *
 * @param photons photons in a pixel of light 1
 * @param background photons in every pixel, such as of autofluorescence
 * @param readNoise standard deviation in electrons; an electron is a photon seen
 * @param gain grey levels an electron
 * @param offset grey levels of darkness
 * @param bits of a pixel, from 8 to 16
 * @param noise whether photons and electrons are drawn; if not, their means are taken
 */
public record Camera(double photons, double background, double readNoise, double gain, double offset, int bits,
    boolean noise) {

    /** A scientific camera of 16 bits with 200 photons in the brightest pixels. */
    public static final Camera DEFAULT = new Camera(200, 0, 1.6, 2, 100, 16, true);

    /** @throws HazeLabException if a number is impossible */
    public void validate() throws HazeLabException {
        check("number of photons", photons, 0.01, 1e9);
        check("number of background photons", background, 0, 1e9);
        check("read noise", readNoise, 0, 1e6);
        check("gain", gain, 1e-6, 1e6);
        check("offset", offset, 0, 65535);
        check("number of bits", bits, 8, 16);
    }

    private static void check(String name, double value, double min, double max) throws HazeLabException {
        // written so that NaN fails
        if (!(value >= min && value <= max)) {
            throw new HazeLabException("The camera's " + name + " is " + value,
                "Choose a number from " + min + " to " + max);
        }
    }

    /** From 0 to the largest grey level. */
    public ValueRange range() {
        return new ValueRange(0, (1 << bits) - 1);
    }

    /** What the camera would show on average with endless grey levels: no noise, no rounding, no background. */
    FloatImage ideal(int width, int height, float[] light) {
        float[] levels = new float[light.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (float)(offset + gain * photons * Math.max(0, light[i]));
        }
        return FloatImage.of(width, height, range(), levels);
    }

    /** A picture. Every row has its own stream. */
    FloatImage picture(int width, int height, float[] light, long seed, long image, Progress progress) {
        double top = range().max();
        float[] levels = new float[light.length];
        Parallel.pieces(height, Math.max(1, (1 << 14) / width), progress, (from, to) -> {
            for (int y = from; y < to; y++) {
                RandomStream random = RandomStream.of(seed, image, y);
                for (int i = y * width; i < (y + 1) * width; i++) {
                    double mean = photons * Math.max(0, light[i]) + background;
                    double electrons = noise ? random.nextPoisson(mean) + readNoise * random.nextGaussian() : mean;
                    levels[i] = (float)Math.max(0, Math.min(top, Math.rint(offset + gain * electrons)));
                }
            }
        });
        return FloatImage.of(width, height, range(), levels);
    }
}
