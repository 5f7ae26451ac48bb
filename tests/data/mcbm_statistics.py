#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Computes mcbm_statistics.csv: mean, deviation and grain of the density maps that HazeFlow's authors publish.

Run by hand, never by the build; needs pip install numpy scipy pillow, and the maps, which are not part of HazeLab:

    git clone https://github.com/cloor/HazeFlow && git -C HazeFlow checkout 1135342bb53a8daf86619aae4d4148677197a649
    python3 tests/data/mcbm_statistics.py HazeFlow/datasets/MCBM > tests/data/mcbm_statistics.csv

Grey levels are 0 to 255. The deviation is that of the whole population. Grain is the deviation of what a Gaussian of sigma
2 (cut at 4 sigma, the image mirrored with its edge) takes away. Without an argument: the numbers of a pattern made by
formula, by which DensityMapStatisticsTest holds that its own program measures the same.
"""
import pathlib
import sys

import numpy as np
from PIL import Image
from scipy.ndimage import gaussian_filter


def statistics(levels):
    levels = levels.astype(np.float64)
    residual = levels - gaussian_filter(levels, 2, truncate=4, mode="reflect")
    return levels.mean(), levels.std(), residual.std()


if __name__ == "__main__":
    if len(sys.argv) == 1:
        y, x = np.mgrid[0:48, 0:64]
        print(*statistics((37 * x + 91 * y + x * y) % 256))
    else:
        files = sorted(pathlib.Path(sys.argv[1]).glob("*.png"), key=lambda file: int(file.stem))
        print("map,mean,deviation,grain")
        for file in files:
            print(file.stem, *(f"{value:.4f}" for value in statistics(np.array(Image.open(file)))), sep=",")
