// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.synthesis.density;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.task.Progress;

/**
 * A number of density maps that many images share, as HazeFlow's authors draw from 1000 stored ones: a map takes some
 * ten milliseconds, a crop for training not many more.
 *
 * <p>Map k depends on settings, seed and k alone, and is drawn when it is first asked for. With the published settings
 * a map takes 256 KB of memory. Thread-safe.
 */
public final class DensityPool {

    // What random numbers are for, behind the seed. Never renumber these.
    private static final long KIND = 11;
    private static final long WALK = 4;

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
        RandomStream random = RandomStream.of(seed, KIND, index);
        List<Integer> factors = settings.walkFactors();
        int factor = factors.get(random.nextInt(factors.size()));
        List<Double> sigmas = settings.smoothingSigmas();
        double sigma = sigmas.get(random.nextInt(sigmas.size()));
        return DensityMap.draw(settings, factor, sigma, RandomStream.of(seed, KIND, index, WALK),
            progress);
    }
}
