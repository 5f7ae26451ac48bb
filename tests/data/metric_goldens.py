#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Computes by piq, and by NumPy where it says so, what docs/goldens.md holds of metrics on pictures made by formula.

Run by hand, never by the build; needs pip install numpy piq torchvision. All in 64-bit floats:

    python3 tests/data/metric_goldens.py
"""
import importlib

import numpy as np
import piq
import torch

SIZES = ((256, 192), (203, 181), (640, 400))


def to_bytes(levels):
    return np.clip(np.rint(levels), 0, 255)


def clean(width, height):
    y, x = np.mgrid[:height, :width].astype(float)
    turn = 2 * np.pi
    red = 127.5 + 80 * np.sin(turn * (x / 37 + y / 91)) + 30 * np.cos(turn * x * y / 5000)
    green = 127.5 + 70 * np.cos(turn * (x / 53 - y / 29)) + 25 * np.sin(turn * (x + 2 * y) / 11)
    blue = 100 + 60 * np.sin(turn * y / 47) + 40 * np.sin(turn * x / 17)
    return to_bytes(np.stack([red, green, blue], -1))


def hazy(picture):
    t = (0.35 + 0.5 * np.arange(picture.shape[0]) / (picture.shape[0] - 1))[:, None, None]
    return to_bytes(picture * t + np.array([220, 224, 230]) * (1 - t))


def tensor(picture):
    return torch.from_numpy(np.ascontiguousarray(picture.reshape(*picture.shape[:2], -1).transpose(2, 0, 1)))[None]


def luma(picture):
    return np.rint(picture @ np.array([0.299, 0.587, 0.114]))


def rows(image, reference):
    x, y = tensor(image), tensor(reference)
    grey_x, grey_y = tensor(luma(image)), tensor(luma(reference))
    error = np.mean((image - reference) ** 2)
    plain = {"data_range": 255.0}
    yield "psnr (NumPy)", 10 * np.log10(255 ** 2 / error)
    yield "psnr_capped", piq.psnr(x, y, **plain)
    yield "ssim", piq.ssim(x, y, downsample=False, **plain)
    yield "ssim_y (luma by NumPy)", piq.ssim(grey_x, grey_y, downsample=False, **plain)
    yield "ms_ssim_rgb", piq.multi_scale_ssim(x, y, **plain)
    yield "vsi", piq.vsi(x, y, **plain)
    yield "fsimc", piq.fsim(x, y, **plain)
    yield "fsim", piq.fsim(x, y, chromatic=False, **plain)
    yield "gmsd", piq.gmsd(x, y, **plain)


def main():
    pictures = [clean(*size) for size in SIZES]
    for picture in pictures:
        print(picture.shape, "sums", int(picture.sum()), int(hazy(picture).sum()))
    for values in zip(*(list(rows(hazy(picture), picture)) for picture in pictures)):
        print(f"{values[0][0]:24}", *(f"{float(value):.16f}" for _, value in values))
    for channel in range(3):
        g, p = pictures[0][..., channel], hazy(pictures[0])[..., channel]
        g0, p0 = g - g.mean(), p - p.mean()
        rest = g0 - (g0 * p0).mean() / (p0 * p0).mean() * p0
        print("ri_psnr (NumPy) of channel", channel, 20 * np.log10((g.max() - g.min()) / np.sqrt(np.mean(rest ** 2))))
    intermediates(pictures[0])


def intermediates(picture):
    saliency = importlib.import_module("piq.vsi").sdsp(tensor(picture), data_range=255)[0, 0]
    fsim = importlib.import_module("piq.fsim")
    grey = tensor(picture @ np.array([0.299, 0.587, 0.114]))
    filters = fsim._construct_filters(grey, scales=4, orientations=4)
    phase = fsim._phase_congruency(grey, filters, scales=4, orientations=4).reshape(picture.shape[:2])
    for name, plane in (("saliency", saliency), ("phase congruency", phase)):
        print(f"{name}: mean {plane.mean():.12f} (10, 20): {plane[10, 20]:.12f} (100, 200): {plane[100, 200]:.12f}")
    red, red_hazy = (np.repeat(p[..., :1], 3, -1) for p in (picture, hazy(picture)))
    print("vsi of red alone:", float(piq.vsi(tensor(red_hazy), tensor(red), data_range=255)))


if __name__ == "__main__":
    main()
