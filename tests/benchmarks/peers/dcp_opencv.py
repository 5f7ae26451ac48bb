#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Times the dark channel prior with a guided filter as it is usually written with NumPy and OpenCV.

Same pipeline and settings as DcpBenchmark: dark channel by cv2.erode, airlight from the haziest 0.1 percent, second
dark channel of I/A, guided filter of six cv2.boxFilter calls on an 8-bit luma guide, J = (I - A)/max(t, 0.1) + A.

Two ways of writing it are timed:
  float64  the public scripts' way: float64 throughout, a full argsort to find the haziest pixels
  float32  the careful way: float32 throughout, argpartition, no needless copies

Needs: pip install numpy opencv-python-headless
"""
import argparse
import os
import statistics
import time

import cv2
import numpy as np


def test_image(width, height):
    """The picture DcpBenchmark makes: smooth haze over texture, no file needed."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float64)
    planes = []
    for c in range(3):
        scene = 0.5 + 0.3 * np.sin(0.07 * y + 0.5 * c) * np.cos(0.05 * x) + 0.2 * np.sin(0.9 * y) * np.sin(1.1 * x + c)
        t = 0.25 + 0.7 * y / height
        planes.append(np.clip(scene, 0, 1) * t + (0.88 + 0.03 * c) * (1 - t))
    return np.floor(np.dstack(planes) * 255 + 0.5).astype(np.uint8)


def dark_channel(image, patch):
    red, green, blue = cv2.split(image)
    return cv2.erode(cv2.min(cv2.min(red, green), blue), np.ones((patch, patch), np.uint8))


def haziest(dark, count, full_sort):
    flat = dark.ravel()
    return flat.argsort()[-count:] if full_sort else np.argpartition(flat, flat.size - count)[-count:]


def guided_filter(guide, p, window, eps, depth):
    def mean(a):
        return cv2.boxFilter(a, depth, (window, window))
    mean_g, mean_p = mean(guide), mean(p)
    a = (mean(guide * p) - mean_g * mean_p) / (mean(guide * guide) - mean_g * mean_g + eps)
    b = mean_p - a * mean_g
    return mean(a) * guide + mean(b)


def dehaze(image8, patch, window, dtype, full_sort):
    image = image8.astype(dtype) / dtype(255)
    chosen = haziest(dark_channel(image, patch), max(image[..., 0].size // 1000, 1), full_sort)
    airlight = image.reshape(-1, 3)[chosen].mean(axis=0)
    raw = 1 - dtype(0.95) * dark_channel(image / airlight, patch)
    guide = cv2.cvtColor(image8, cv2.COLOR_RGB2GRAY).astype(dtype) / dtype(255)
    t = guided_filter(guide, raw, window, dtype(1e-4), cv2.CV_64F if dtype is np.float64 else cv2.CV_32F)
    return t, (image - airlight) / np.maximum(t, dtype(0.1))[..., None] + airlight


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sizes", default="400x300,800x600,1600x1200,3200x2400")
    options.add_argument("--patches", default="15", help="e.g. 5,15,51")
    options.add_argument("--windows", default="100", help="e.g. 11,100,401")
    options.add_argument("--runs", type=int, default=11)
    options.add_argument("--threads", type=int, default=-1, help="cv2.setNumThreads; left as it is by default")
    args = options.parse_args()
    if args.threads >= 0:
        cv2.setNumThreads(args.threads)
    print(f"OpenCV {cv2.__version__}, NumPy {np.__version__}, cv2 threads {cv2.getNumThreads()}, "
          f"CPUs {os.cpu_count()}, load {os.getloadavg()[0]:.2f}, median of {args.runs} runs after 2 warm-ups")
    print("size       patch window  way      median ms   min ms   CPU ms   mean t")
    for size in args.sizes.split(","):
        width, height = map(int, size.split("x"))
        image = test_image(width, height)
        for patch in map(int, args.patches.split(",")):
            for window in map(int, args.windows.split(",")):
                for way, dtype, full_sort in (("float64", np.float64, True), ("float32", np.float32, False)):
                    times = []
                    for run in range(args.runs + 2):
                        if run == 2:
                            processor = time.process_time()
                        start = time.perf_counter()
                        t, _ = dehaze(image, patch, window, dtype, full_sort)
                        if run >= 2:
                            times.append(1000 * (time.perf_counter() - start))
                    processor = 1000 * (time.process_time() - processor) / args.runs
                    print(f"{size:10} {patch:5} {window:6}  {way:8} {statistics.median(times):9.1f} {min(times):8.1f}"
                          f" {processor:8.1f}   {t.mean():.6f}", flush=True)


if __name__ == "__main__":
    main()
