// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.synthesis;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.synthesis.HazeDraw.Purpose;
import org.hazelab.imaging.synthesis.density.DensityMap;
import org.hazelab.imaging.synthesis.density.DensitySettings;
import org.hazelab.imaging.task.Progress;

/**
 * A number of density maps that many images share, as HazeFlow's authors draw from 1000 stored ones: a map takes some
 * ten milliseconds, a crop for training not many more.
 *
 * <p>Map k depends on settings, seed and k alone, and is drawn when it is first asked for. With the published settings
 * a map takes 256 KB of memory. Thread-safe.
 */
public final class DensityPool {

    private final DensitySettings settings;
    private final long seed;
    private final AtomicReferenceArray<DensityMap> maps;

    /**
     * @param size how many maps, at least 1
     * @param seed any number
     * @throws HazeLabException if the settings are not valid
     */
    public DensityPool(DensitySettings settings, int size, long seed) throws HazeLabException {
        settings.validate();
        if (size < 1) {
            throw new IllegalArgumentException("a pool of " + size + " maps");
        }
        this.settings = settings;
        this.seed = seed;
        maps = new AtomicReferenceArray<>(size);
    }

    /** How many maps there are. */
    public int size() {
        return maps.length();
    }

    /** The map that an image draws, stretched over it. */
    FloatImage over(int width, int height, long imageSeed, long image, Progress progress) throws HazeLabException {
        int index = RandomStream.of(imageSeed, image, Purpose.POOL).nextInt(maps.length());
        return map(index, progress).over(width, height, progress);
    }

    /**
     * A map.
     *
     * @param index from 0, below {@link #size}
     */
    public DensityMap map(int index, Progress progress) throws HazeLabException {
        DensityMap map = maps.get(index);
        if (map == null) {
            // two threads that draw the same map draw the same
            map = draw(index, progress);
            maps.set(index, map);
        }
        return map;
    }

    private DensityMap draw(int index, Progress progress) throws HazeLabException {
        RandomStream random = RandomStream.of(seed, Purpose.POOL, index);
        List<Integer> factors = settings.walkFactors();
        int factor = factors.get(random.nextInt(factors.size()));
        List<Double> sigmas = settings.smoothingSigmas();
        double sigma = sigmas.get(random.nextInt(sigmas.size()));
        return DensityMap.draw(settings, factor, sigma, RandomStream.of(seed, Purpose.POOL, index, Purpose.WALK),
            progress);
    }
}
