// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.microscopy;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.random.RandomStream;

/** Makes stacks of flat images, for which a depth is invented. */
public final class SyntheticDepth {

    private static final int MOST_SLICES = 1 << 12;

    private SyntheticDepth() {
    }

    /**
     * A stack around an image: it is in focus in the middle, and every other slice holds a copy that is mirrored at
     * random
     * and moved around in itself. So what is out of focus looks like the specimen, but is somewhere else.
     *
     * @param image one channel and slice
     * @param slices an odd number, so that there is a middle
     * @param brightness of the copies, relative to the image
     * @param seed any number; with {@code number}, it decides how copies lie
     * @return slices of the image's size and range; the darkest level of the range is no light
     * @throws HazeLabException if the image or the number of slices does not fit
     */
    public static FloatImage copies(FloatImage image, int slices, double brightness, long seed, long number)
        throws HazeLabException {
        requireFlat(image);
        if (slices < 1 || slices > MOST_SLICES || slices % 2 == 0) {
            throw new HazeLabException("The number of slices is " + slices,
                "Choose an odd number from 1 to " + (MOST_SLICES - 1));
        }
        if (!(brightness >= 0 && brightness <= 1000)) {
            throw new HazeLabException("The brightness of the other slices is " + brightness,
                "Choose a number from 0 to 1000");
        }
        float[][] planes = new float[slices][];
        for (int z = 0; z < slices; z++) {
            planes[z] = z == slices / 2 ? image.plane(0).clone()
                : copy(image, brightness, RandomStream.of(seed, number, z));
        }
        return FloatImage.stack(image.width(), image.height(), 1, image.range(), planes);
    }

    private static float[] copy(FloatImage image, double brightness, RandomStream random) {
        int width = image.width();
        int height = image.height();
        int right = random.nextInt(width);
        int down = random.nextInt(height);
        boolean mirrorX = random.nextBoolean(0.5);
        boolean mirrorY = random.nextBoolean(0.5);
        float dark = image.range().min();
        float[] from = image.plane(0);
        float[] copy = new float[from.length];
        for (int y = 0; y < height; y++) {
            int fromY = ((mirrorY ? height - 1 - y : y) + down) % height;
            for (int x = 0; x < width; x++) {
                int fromX = ((mirrorX ? width - 1 - x : x) + right) % width;
                copy[y * width + x] = (float)(dark + brightness * (from[fromY * width + fromX] - dark));
            }
        }
        return copy;
    }

    /**
     * Spreads an image over slices by the depth of its pixels: each pixel's light goes to the two slices that are
     * nearest
     * to its depth, shared by distance.
     *
     * @param image one channel and slice
     * @param depth of the same size; its range is mapped to the slices from first to last, and it is cut to that
     * @param slices at least 1
     * @throws HazeLabException if image, depth or the number of slices do not fit
     */
    public static FloatImage byDepth(FloatImage image, FloatImage depth, int slices) throws HazeLabException {
        requireFlat(image);
        if (slices < 1 || slices > MOST_SLICES) {
            throw new HazeLabException("The number of slices is " + slices, "Choose a number from 1 to " + MOST_SLICES);
        }
        if (depth.width() != image.width() || depth.height() != image.height() || depth.channels() != 1
            || depth.slices() != 1) {
            throw new HazeLabException("The depth (" + depth + ") does not fit the image (" + image + ")",
                "Give a depth of one channel and of the image's size");
        }
        float dark = image.range().min();
        float[][] planes = new float[slices][image.pixels()];
        for (int i = 0; i < image.pixels(); i++) {
            double place = Math.max(0, Math.min(1, depth.range().normalize(depth.plane(0)[i]))) * (slices - 1);
            int near = (int)place;
            int far = Math.min(near + 1, slices - 1);
            double light = image.plane(0)[i] - dark;
            for (float[] plane : planes) {
                plane[i] = dark;
            }
            planes[far][i] += (float)((place - near) * light);
            planes[near][i] += (float)((1 - (place - near)) * light);
        }
        return FloatImage.stack(image.width(), image.height(), 1, image.range(), planes);
    }

    private static void requireFlat(FloatImage image) throws HazeLabException {
        if (image.channels() != 1 || image.slices() != 1) {
            throw new HazeLabException("The image (" + image + ") is not flat and grey",
                "Give images of one channel and slice, or use a stack as it is");
        }
    }
}
