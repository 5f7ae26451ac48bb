// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.methods.crops.ImageSet;
import org.hazelab.methods.crops.Moments;
import org.hazelab.runtime.tensor.FloatTensor;

/** Images by formula, and what tests ask of batches. */
final class Scenes {

    private Scenes() {
    }

    /** Ramps and edges in multiples of 1/255. */
    static FloatImage picture(int width, int height, int channels) {
        float[][] planes = new float[channels][width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int[] levels = {x * x / 5 + 3 * y, 2 * x + y * y / 7, x * y / 3 + 40 * ((x / 4 + y / 6) % 2), 255};
                for (int c = 0; c < channels; c++) {
                    planes[c][y * width + x] = (levels[c] & 0xFF) / 255f;
                }
            }
        }
        return FloatImage.of(width, height, ValueRange.UNIT, planes);
    }

    /** Rows of one image. */
    static ImageSet pictures(int channels, int[]... sizes) {
        return ImageSet.of(Arrays.stream(sizes).map(size -> List.of(picture(size[0], size[1], channels))).toList());
    }

    /** Rows of a darker image as the hazy one, and a clean one. */
    static ImageSet pairs(int[]... sizes) {
        List<List<FloatImage>> rows = new ArrayList<>();
        for (int[] size : sizes) {
            FloatImage clean = picture(size[0], size[1], 3);
            float[][] hazy = new float[3][];
            for (int c = 0; c < 3; c++) {
                hazy[c] = clean.plane(c).clone();
                for (int i = 0; i < hazy[c].length; i++) {
                    hazy[c][i] = hazy[c][i] / 2 + 0.5f;
                }
            }
            rows.add(List.of(FloatImage.of(size[0], size[1], ValueRange.UNIT, hazy), clean));
        }
        return ImageSet.of(rows);
    }

    static ImageSet none() {
        return ImageSet.of(List.of());
    }

    /** Images of any size that take no memory: each pixel is a function of its place. Notes the largest rectangle. */
    static class Vast implements ImageSet {

        private final int width;
        private final int height;
        private long largest;
        private long pixels;

        Vast(int width, int height) {
            this.width = width;
            this.height = height;
        }

        /** Pixels of the largest rectangle that was read. */
        synchronized long largest() {
            return largest;
        }

        /** Of all rectangles. */
        synchronized long pixels() {
            return pixels;
        }

        @Override
        public int count() {
            return 1;
        }

        @Override
        public int height(int row) {
            return height;
        }

        @Override
        public int width(int row) {
            return width;
        }

        @Override
        public int planes(int image) {
            return 3;
        }

        @Override
        public void read(int row, int image, Area area, float[][] planes) throws HazeLabException {
            synchronized (this) {
                largest = Math.max(largest, (long)area.width() * area.height());
                pixels += (long)area.width() * area.height();
            }
            for (int c = 0; c < planes.length; c++) {
                for (int y = 0; y < area.height(); y++) {
                    for (int x = 0; x < area.width(); x++) {
                        int value = (area.left() + x) / 7 * 13 + (area.top() + y) / 5 * 29 + 40 * c;
                        planes[c][y * area.width() + x] = (value & 0xFF) / 255f;
                    }
                }
            }
        }

        @Override
        public Moments moments(int row, int image) {
            throw new AssertionError("batches of HazeFlow are made without the moments of whole images");
        }
    }

    /** Least and largest of all values. */
    static float[] range(FloatTensor tensor) {
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        for (float value : tensor.values()) {
            if (Float.isNaN(value)) {
                throw new AssertionError("NaN in " + tensor);
            }
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        return new float[] {least, most};
    }
}
