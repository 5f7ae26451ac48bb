// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.data;

import java.util.List;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.synthesis.DepthSource.FarSide;
import org.hazelab.imaging.synthesis.DepthSource.Polarity;
import org.hazelab.methods.crops.ImageSet;

/** Where the depth of scenes comes from: 0 is near, 1 is far. Thread-safe. */
public interface SceneDepth {

    /**
     * The depth of some pixels of a scene.
     *
     * @param row of the scene
     * @param scene its size
     * @param columns of the pixels that are wanted, rising
     * @param rows of the pixels that are wanted, rising
     * @param random for what is invented
     * @return one channel in [0, 1]
     * @throws HazeLabException if it cannot be read
     */
    FloatImage read(int row, Size scene, int[] columns, int[] rows, RandomStream random) throws HazeLabException;

    /** Sentences, without a full stop, about depth that is odd; mostly none. */
    default List<String> warnings() {
        return List.of();
    }

    /** Width and height in pixels. */
    record Size(int width, int height) {
    }

    /** A plane, 0 at one side and 1 at the other: far above, as where the ground runs up to the horizon. */
    static SceneDepth ramp(FarSide far) {
        return (row, scene, columns, rows, random) -> {
            boolean vertical = far == FarSide.TOP || far == FarSide.BOTTOM;
            boolean falling = far == FarSide.TOP || far == FarSide.LEFT;
            int last = (vertical ? scene.height() : scene.width()) - 1;
            float[] depth = new float[Math.multiplyExact(rows.length, columns.length)];
            for (int i = 0; i < depth.length; i++) {
                int place = vertical ? rows[i / columns.length] : columns[i % columns.length];
                depth[i] = last == 0 ? 1 : (float)((falling ? last - place : place) / (double)last);
            }
            return FloatImage.of(columns.length, rows.length, ValueRange.UNIT, depth);
        };
    }

    /**
     * Smooth random relief over a plane that rises, another one for every crop: ours, where there is no map of depth.
     * It shows the network haze that thickens in all directions, but none that follows the things in the picture.
     */
    static SceneDepth relief() {
        return Relief::depth;
    }

    /**
     * Maps of depth or disparity, each stretched so that its nearest pixel is 0 and its farthest 1. A map without any
     * difference is far everywhere, which {@link #warnings} says.
     *
     * @param images whose rows are those of the scenes
     * @param image which of a row's images is the map; its first plane is taken
     * @param polarity what large values mean
     */
    static SceneDepth maps(ImageSet images, int image, Polarity polarity) {
        return new DepthMapsOfRows(images, image, polarity);
    }
}
