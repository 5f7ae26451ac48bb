# SPDX-License-Identifier: Apache-2.0
"""Times density maps of 256 x 256 pixels in plain Python with NumPy and SciPy.

A re-implementation, from the description of the published generator of HazeFlow, of the way that its authors run it: a
Python loop over the steps of the walk, one uniform number a step, the counts in a float array, then a Gaussian filter.
It is what McbmBenchmark is compared with.

    pip install numpy scipy
    python mcbm_python.py [maps]
"""
import os
import platform
import statistics
import sys
import time

import numpy as np
import scipy
from scipy.ndimage import gaussian_filter

SIZE = 256


def density_map(rng, factor, sigma):
    counts = np.zeros((SIZE, SIZE))
    row, column = rng.randint(0, SIZE - 1), rng.randint(0, SIZE - 1)
    counts[row, column] = 1
    steps = SIZE * SIZE * factor
    displacements = rng.normal(0, 1, size=(steps, 2))
    for step in range(steps):
        u = rng.rand()
        if u < 0.25 and row > 0:
            row -= 1
        elif u < 0.5 and row < SIZE - 1:
            row += 1
        elif u < 0.75 and column > 0:
            column -= 1
        elif column < SIZE - 1:
            column += 1
        counts[row, column] += 1
        row = (row + int(displacements[step, 0])) % SIZE
        column = (column + int(displacements[step, 1])) % SIZE
        counts[row, column] += 1
    mixed = sigma * gaussian_filter(counts, sigma=sigma) + counts
    scaled = (mixed - mixed.min()) / (mixed.max() - mixed.min())
    return (scaled * 255).astype(np.uint8)


def main():
    maps = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    wall, cpu = [], []
    for index in range(maps):
        rng = np.random.RandomState(index)
        factor, sigma = (5, 6, 7)[rng.randint(3)], (15, 25, 35)[rng.randint(3)]
        wall_start, cpu_start = time.perf_counter(), time.process_time()
        density_map(rng, factor, sigma)
        wall.append(time.perf_counter() - wall_start)
        cpu.append(time.process_time() - cpu_start)
    print(f"Python {platform.python_version()}, NumPy {np.__version__}, SciPy {scipy.__version__}")
    print(f"{maps} maps, a map: median {1000 * statistics.median(wall):.1f} ms, processor time "
          f"{1000 * statistics.median(cpu):.1f} ms; load {os.getloadavg()}")


if __name__ == "__main__":
    main()
