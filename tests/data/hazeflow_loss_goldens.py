#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Computes what LossGoldenTest compares with: HazeFlow's losses and ours, with gradients, in 64-bit floats.

Run by hand, never by the build; needs pip install lpips==0.1.4 torch torchvision:

    python3 tests/data/hazeflow_loss_goldens.py

Images are 0.5 + 0.6 u with u from seeds as in lpips_goldens.py; y is 0.7 x + 0.3 of another one. The gradient is that
of the mean of the distances by x: at (0, 0, 0, 0) and (1, 2, side / 2, side / 3), and its length. The structure loss is
computed from windows that are taken out one by one, not by pooling.
"""
import lpips
import numpy as np
import torch
import torch.nn.functional as F
import torchvision

from lpips_goldens import fill, image


def images(side):
    x = 0.5 + 0.6 * image(7, 2, 3, side, side).double()
    y = 0.7 * x + 0.3 * (0.5 + 0.6 * image(8, 2, 3, side, side).double())
    return x.requires_grad_(), y


def moments(x, y, window, stride):
    for top in range(0, x.shape[2] - window + 1, stride):
        for left in range(0, x.shape[3] - window + 1, stride):
            a = x[:, :, top:top + window, left:left + window].flatten(2)
            b = y[:, :, top:top + window, left:left + window].flatten(2)
            ma, mb = a.mean(2), b.mean(2)
            yield ma, mb, a.var(2, unbiased=False), b.var(2, unbiased=False), \
                ((a - ma[..., None]) * (b - mb[..., None])).mean(2)


def structure(x, y):
    total, scales = 0, 0
    while scales == 0 or (scales < 4 and x.shape[2] >= 8):
        window = min(8, x.shape[2])
        stride = max(1, window // 2)
        similarity = [((2 * ma * mb + 1e-4) * (2 * cov + 9e-4)) / ((ma ** 2 + mb ** 2 + 1e-4) * (va + vb + 9e-4))
                      for ma, mb, va, vb, cov in moments(x, y, window, stride)]
        total = total + (1 - torch.stack(similarity, 2)).flatten(1).mean(1)
        if x.shape[2] > 1:
            for axis in (2, 3):
                n = x.shape[axis]
                d = (x.narrow(axis, 1, n - 1) - x.narrow(axis, 0, n - 1)) \
                    - (y.narrow(axis, 1, n - 1) - y.narrow(axis, 0, n - 1))
                total = total + 2.5 * ((d ** 2 + 1e-6).sqrt() - 1e-3).flatten(1).mean(1)
        scales += 1
        half = x.shape[2] // 2
        if half > 0:
            x, y = (v[:, :, :2 * half, :2 * half].reshape(2, 3, half, 2, half, 2).mean((3, 5)) for v in (x, y))
        else:
            break
    return total / scales


def colour(x, _):
    r, g, b = x.mean((2, 3)).unbind(1)
    return ((r - g) ** 4 + (r - b) ** 4 + (g - b) ** 4).sqrt()


def perceptual():
    whole = torchvision.models.vgg16(weights=None)
    fill(whole.features)
    metric = lpips.LPIPS(net="vgg", version="0.1", pnet_rand=True, verbose=False)
    for name, target in metric.net.named_parameters():
        target.data.copy_(whole.features.state_dict()[name.split(".", 1)[1]])
    metric = metric.double()

    def distances(x, y):
        x, y = (F.interpolate(v, size=(224, 224), mode="bilinear", align_corners=True) for v in (x, y))
        return metric(x, y, normalize=True).flatten()
    return distances


def report(name, loss, side):
    x, y = images(side)
    distances = loss(x, y)
    distances.mean().backward()
    g = x.grad
    print(f"{name},{side}," + ",".join(f"{d:.8e}" for d in distances)
          + f",{g[0, 0, 0, 0]:.6e},{g[1, 2, side // 2, side // 3]:.6e},{g.norm():.8e}")


def main():
    for side in (150, 40, 16, 9, 8, 5, 2, 1):
        report("structure", structure, side)
    report("colour", colour, 16)
    report("lpips", perceptual(), 40)


if __name__ == "__main__":
    main()
