#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Computes what EnhancementTest compares with: the enhancements of HazeFlow's Distillation by Pillow.

Run by hand, never by the build; needs pip install pillow==13.0.0 numpy:

    python3 tests/data/hazeflow_augmentation_goldens.py

Images are made of an integer formula. For each enhancement: the CRC-32 of all bytes (red, green and blue of a pixel
side by side, row by row), their sum, and the red, green and blue of the pixel (height / 3, width / 2).
"""
import zlib

import numpy as np
from PIL import Image, ImageEnhance, ImageFilter, ImageOps


def image(width, height):
    y, x = np.mgrid[:height, :width]
    red = x * x // 5 + 3 * y
    green = 2 * x + y * y // 7
    blue = x * y // 3 + 40 * ((x // 4 + y // 6) % 2)
    return Image.fromarray(np.stack([red, green, blue], 2).astype(np.uint8), "RGB")


def changes(picture):
    for factor in (0.05, 0.5, 0.8137, 0.95):
        yield "CONTRAST", factor, ImageEnhance.Contrast(picture).enhance(factor)
        yield "BRIGHTNESS", factor, ImageEnhance.Brightness(picture).enhance(factor)
        yield "SHARPNESS", factor, ImageEnhance.Sharpness(picture).enhance(factor)
    for bits in (4, 5, 6, 7, 8):
        yield "POSTERIZE", bits, ImageOps.posterize(picture, bits)
    for radius in (1, 3, 5):
        yield "BLUR", radius, picture.filter(ImageFilter.GaussianBlur(radius))


def main():
    for width, height in ((61, 47), (256, 200), (5, 3), (1, 1), (2, 40)):
        for kind, amount, changed in changes(image(width, height)):
            pixels = np.asarray(changed)
            red, green, blue = (int(v) for v in pixels[height // 3, width // 2])
            print(f"{width},{height},{kind},{amount},{zlib.crc32(pixels.tobytes())},{int(pixels.sum())},"
                  f"{red},{green},{blue}")


if __name__ == "__main__":
    main()
