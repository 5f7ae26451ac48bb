#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Computes what docs/goldens.md holds of the dark channel prior, by NumPy and OpenCV.

Run by hand, never by the build; needs pip install numpy opencv-python-headless:

    python3 tests/data/dcp_goldens.py             the pictures of docs/goldens.md
    python3 tests/data/dcp_goldens.py FILE        another picture by HazeFlow's way

HazeFlow's way to the transmission (github.com/cloor/HazeFlow, commit 1135342), rewritten: dark channel over 15 x 15
pixels, omega 0.95, guide of 8-bit luma, guided filter with a box of 100 x 100 pixels and eps 1e-4. DehazeSB's: 5 x 5,
airlight of the haziest 1 percent by the largest channel, a box of 31 x 31 pixels that shrinks at the border, eps 1e-3.
"""
import pathlib
import sys

import cv2
import numpy as np


def hazy_photograph():
    clean = cv2.imread(str(pathlib.Path(__file__).with_name("kodim01_crop.png")))[..., ::-1].astype(np.float64)
    t = (0.35 + 0.5 * np.arange(clean.shape[0]) / (clean.shape[0] - 1))[:, None, None]
    return (np.rint(clean * t + np.array([220.0, 224.0, 230.0]) * (1 - t)) / 255).astype(np.float32)


def formula():
    h, w, c = np.mgrid[0:240, 0:320, 0:3].astype(np.float64)
    value = 0.55 + 0.25 * np.sin(0.07 * h + 0.5 * c) * np.cos(0.05 * w) + 0.15 * np.sin(0.9 * h) * np.sin(1.1 * w + c)
    return (np.floor(255 * value) / 255).astype(np.float32)


def metrics_hazy(width, height):
    y, x = np.mgrid[:height, :width].astype(np.float64)
    turn = 2 * np.pi
    clean = np.stack([127.5 + 80 * np.sin(turn * (x / 37 + y / 91)) + 30 * np.cos(turn * x * y / 5000),
                      127.5 + 70 * np.cos(turn * (x / 53 - y / 29)) + 25 * np.sin(turn * (x + 2 * y) / 11),
                      100 + 60 * np.sin(turn * y / 47) + 40 * np.sin(turn * x / 17)], -1)
    t = (0.35 + 0.5 * y / (height - 1))[..., None]
    return np.rint(np.clip(np.rint(clean), 0, 255) * t + np.array([220.0, 224.0, 230.0]) * (1 - t)) / 255


def dark_channel(image, patch=15):
    return cv2.erode(np.ascontiguousarray(image.min(axis=2)), np.ones((patch, patch), np.uint8))


def mean_of_haziest(image, dark):
    """The sum over the haziest 0.1 percent but the last, over their number; ties by the index of the pixel."""
    count = max(dark.size // 1000, 1)
    order = np.argsort(-dark.ravel().astype(np.float64), kind="stable")[:count]
    return image.reshape(-1, 3)[order[:-1]].astype(np.float64).sum(axis=0) / count


def box(plane):
    return cv2.blur(plane, (100, 100))


def refine(image, raw):
    guide = cv2.cvtColor(np.trunc(255 * image.astype(np.float64)).astype(np.uint8), cv2.COLOR_RGB2GRAY) / 255.0
    raw = raw.astype(np.float64)
    mean_guide, mean_raw = box(guide), box(raw)
    a = (box(guide * raw) - mean_guide * mean_raw) / (box(guide * guide) - mean_guide * mean_guide + 1e-4)
    return box(a) * guide + box(mean_raw - a * mean_guide)


def transmission(image, airlight):
    return refine(image, 1 - 0.95 * dark_channel((image / airlight).astype(np.float32)))


def show(name, image):
    print(name, image.shape, "sum of levels", int(np.rint(image.astype(np.float64) * 255).sum()))
    dark = dark_channel(image)
    print(f"  raw, airlight white: mean {(1 - 0.95 * dark.astype(np.float64)).mean():.7f}"
          f" (120, 160): {1 - 0.95 * dark[120, 160]:.7f}")
    print(f"  dark channel: mean {dark.mean(dtype=np.float64):.7f} min {dark.min():.7f} max {dark.max():.7f}")
    for what, airlight in (("white", np.ones(3)), ("estimated", mean_of_haziest(image, dark))):
        t = transmission(image, airlight)
        points = [(0, 0), (t.shape[0] // 2, t.shape[1] // 2), (t.shape[0] - 1, t.shape[1] - 1), (50, 300)]
        print(f"  airlight {what} {np.round(airlight, 8).tolist()}: mean {t.mean():.7f} min {t.min():.7f}"
              f" max {t.max():.7f};", " ".join(f"{p}: {t[p]:.7f}" for p in points))


def shrinking_box(plane):
    padded = np.pad(plane, 15)
    inside = np.pad(np.ones_like(plane), 15)
    size = plane.shape
    sums = [sum(v[dy:dy + size[0]] for dy in range(31)) for v in (padded, inside)]
    sums = [sum(v[:, dx:dx + size[1]] for dx in range(31)) for v in sums]
    return sums[0] / sums[1]


def show_dehaze_sb():
    image = metrics_hazy(128, 96)
    dark = dark_channel(image, 5)
    order = np.argsort(-dark.ravel(), kind="stable")[:dark.size // 100]
    haziest = image.reshape(-1, 3)[order]
    airlight = haziest[np.argmax(haziest.max(axis=1))]
    raw = 1 - 0.95 * dark_channel(image / airlight, 5)
    guide = image @ np.array([0.2989, 0.5870, 0.1140])
    mean_guide, mean_raw = shrinking_box(guide), shrinking_box(raw)
    a = (shrinking_box(guide * raw) - mean_guide * mean_raw) / (shrinking_box(guide ** 2) - mean_guide ** 2 + 1e-3)
    t = shrinking_box(a) * guide + shrinking_box(mean_raw - a * mean_guide)
    clear = (image - airlight) / t[..., None] + airlight
    print("DehazeSB", image.shape, "sum of levels", int(np.rint(image * 255).sum()), "airlight", airlight * 255)
    print(f"  dark channel {dark.mean():.10f} raw {raw.mean():.10f} t {t.mean():.10f} min {t.min():.10f} max {t.max():.10f}"
          f" (0, 0) {t[0, 0]:.10f} (50, 60) {t[50, 60]:.10f} clear", clear.mean(axis=(0, 1)))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        show(sys.argv[1], (cv2.imread(sys.argv[1])[..., ::-1] / np.float32(255)).astype(np.float32))
    else:
        show("HazeFlow, formula", formula())
        show("HazeFlow, photograph", hazy_photograph())
        show_dehaze_sb()
        print("box of 4 over a ramp", cv2.blur(np.arange(8.0)[None], (4, 1))[0])
