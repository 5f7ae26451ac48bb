// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.data;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.synthesis.DepthSource.Polarity;
import org.hazelab.methods.crops.ImageSet;
import org.hazelab.methods.crops.RowPixels;

/** See {@link SceneDepth#maps}: as the Haze Synthesizer stretches a map, but for the pixels of a crop alone. */
final class DepthMapsOfRows implements SceneDepth {

    private final ImageSet images;
    private final int image;
    private final boolean inverted;
    /** The least and the largest finite number of each map, found when it is first needed. */
    private final AtomicReferenceArray<float[]> ends;

    DepthMapsOfRows(ImageSet images, int image, Polarity polarity) {
        this.images = images;
        this.image = image;
        inverted = polarity == Polarity.NEAR_IS_LARGE;
        ends = new AtomicReferenceArray<>(images.count());
    }

    @Override
    public List<String> warnings() {
        return IntStream.range(0, images.count()).filter(row -> images.moments(row, image).squares() == 0)
            .mapToObj(row -> "The depth map of " + images.name(row)
                + " is the same everywhere: the whole scene was taken as far away")
            .toList();
    }

    @Override
    public FloatImage read(int row, Size scene, int[] columns, int[] rows, RandomStream random)
        throws HazeLabException {
        float[] limits = ends.get(row);
        if (limits == null) {
            limits = limits(row);
            ends.set(row, limits);
        }
        double min = limits[0];
        double max = limits[1];
        float[] values = RowPixels.read(images, row, image, 1, columns, rows).plane(0);
        float[] depth = new float[values.length];
        for (int i = 0; i < depth.length; i++) {
            double clipped = Math.max(min, Math.min(max, values[i]));
            double fromNear = inverted ? max - clipped : clipped - min;
            depth[i] = min == max || Double.isNaN(clipped) ? 1 : (float)(fromNear / (max - min));
        }
        return FloatImage.of(columns.length, rows.length, ValueRange.UNIT, depth);
    }

    private float[] limits(int row) throws HazeLabException {
        int width = images.width(row);
        int[] columns = RowPixels.span(0, width);
        int rows = Math.max(1, (1 << 18) / width);
        float min = Float.POSITIVE_INFINITY;
        float max = Float.NEGATIVE_INFINITY;
        for (int top = 0; top < images.height(row); top += rows) {
            int count = Math.min(rows, images.height(row) - top);
            for (float value : RowPixels.read(images, row, image, 1, columns, RowPixels.span(top, count)).plane(0)) {
                if (Float.isFinite(value)) {
                    min = Math.min(min, value);
                    max = Math.max(max, value);
                }
            }
        }
        if (min > max) {
            throw new HazeLabException("No pixel of the depth map of " + images.name(row) + " is a finite number",
                "Give a depth map with measured pixels, or use no depth column.");
        }
        return new float[] {min, max};
    }
}
