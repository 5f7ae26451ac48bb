// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.synthesis;

import java.util.Arrays;
import java.util.List;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.filter.Resize;
import org.hazelab.imaging.task.Progress;

/** Makes the depth of every pixel, one channel in [0, 1], from a source. */
final class DepthMaps {

    private static final double PROPORTION_TOLERANCE = 0.02;

    private DepthMaps() {
    }

    /** @param warnings takes sentences about what was odd in the source */
    static FloatImage depth(DepthSource source, int width, int height, List<String> warnings, Progress progress)
        throws HazeLabException {
        source.validate();
        // Java 17 has no pattern switch
        if (source instanceof DepthSource.Constant constant) {
            return constant(constant.depth(), width, height);
        } else if (source instanceof DepthSource.Ramp ramp) {
            return ramp(ramp.far(), width, height);
        }
        DepthSource.Given given = (DepthSource.Given)source;
        checkShape(given.image(), width, height);
        float[] depth = stretched(given, warnings);
        FloatImage map = FloatImage.of(given.image().width(), given.image().height(), ValueRange.UNIT, depth);
        return Resize.to(map, width, height, Resize.Interpolation.BILINEAR, progress);
    }

    private static FloatImage constant(double depth, int width, int height) {
        FloatImage map = FloatImage.zeros(width, height, 1, ValueRange.UNIT);
        Arrays.fill(map.plane(0), (float)depth);
        return map;
    }

    private static FloatImage ramp(DepthSource.FarSide far, int width, int height) {
        boolean vertical = far == DepthSource.FarSide.TOP || far == DepthSource.FarSide.BOTTOM;
        boolean falling = far == DepthSource.FarSide.TOP || far == DepthSource.FarSide.LEFT;
        int last = (vertical ? height : width) - 1;
        FloatImage map = FloatImage.zeros(width, height, 1, ValueRange.UNIT);
        float[] depth = map.plane(0);
        for (int i = 0; i < depth.length; i++) {
            int place = vertical ? i / width : i % width;
            depth[i] = last == 0 ? 1 : (float)((falling ? last - place : place) / (double)last);
        }
        return map;
    }

    private static void checkShape(FloatImage map, int width, int height) throws HazeLabException {
        if (map.slices() != 1) {
            throw new HazeLabException("The depth map has " + map.slices() + " slices",
                "Give a depth map of one slice.");
        }
        for (int c = 1; c < map.channels(); c++) {
            if (!Arrays.equals(map.plane(0), map.plane(c))) {
                throw new HazeLabException("The depth map has " + map.channels() + " different channels",
                    "Give a grey image: colour-coded depth cannot be read.");
            }
        }
        double stretchX = width / (double)map.width();
        double stretchY = height / (double)map.height();
        boolean sameSize = map.width() == width && map.height() == height;
        if (!sameSize && Math.abs(stretchX - stretchY) > PROPORTION_TOLERANCE * Math.max(stretchX, stretchY)) {
            throw new HazeLabException("The depth map has " + map.width() + " x " + map.height() + " pixels, the image "
                + width + " x " + height + ", so they cannot show the same scene",
                "Pair every image with its own depth map, of the same proportions.");
        }
    }

    private static float[] stretched(DepthSource.Given given, List<String> warnings) throws HazeLabException {
        float[] values = given.image().plane(0);
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        int odd = 0;
        for (float value : values) {
            if (Float.isFinite(value)) {
                min = Math.min(min, value);
                max = Math.max(max, value);
            } else {
                odd++;
            }
        }
        if (odd == values.length) {
            throw new HazeLabException("No pixel of the depth map is a finite number",
                "Give a depth map with measured pixels, or use no depth column.");
        }
        if (odd > 0) {
            warnings.add(odd + " of " + values.length + " pixels of the depth map are not finite: NaN was taken as far "
                + "away, infinity as the end of the depth that it stands for");
        }
        if (min == max) {
            warnings.add("The depth map is " + (float)min + " everywhere: the whole scene was taken as far away");
        }
        boolean inverted = given.polarity() == DepthSource.Polarity.NEAR_IS_LARGE;
        float[] depth = new float[values.length];
        for (int i = 0; i < depth.length; i++) {
            double clipped = Math.max(min, Math.min(max, values[i]));
            double fromNear = inverted ? max - clipped : clipped - min;
            depth[i] = min == max || Double.isNaN(clipped) ? 1 : (float)(fromNear / (max - min));
        }
        return depth;
    }
}
