#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Computes what docs/goldens.md holds of LPIPS: distances and gradients by the authors' package.

Run by hand, never by the build; needs pip install lpips==0.1.4 torch torchvision:

    python3 tests/data/lpips_goldens.py
    python3 tests/data/lpips_goldens.py alexnet.pth

The channel weights are those of the package; the networks are torchvision's with weights by formula, so no file of
weights is needed. With a path, AlexNet is saved there as torchvision publishes it: a state dict, with the classifier.
"""
import sys

import lpips
import numpy as np
import torch
import torchvision


def congruential(seed, count):
    """s = 1664525 s + 1013904223 modulo 2^32 from s = seed; the s_n at once by sums and products modulo 2^32."""
    powers = np.cumprod(np.full(count, 1664525, np.uint32), dtype=np.uint32)
    sums = np.cumsum(np.concatenate([np.ones(1, np.uint32), powers[:-1]]), dtype=np.uint32)
    with np.errstate(over="ignore"):
        states = powers * np.uint32(seed % 2 ** 32) + sums * np.uint32(1013904223)
    return states / 2 ** 32 - 0.5


def fill(features):
    """Tensor number i of the state dict takes the seed 1000003 (i + 1)."""
    for index, tensor in enumerate(features.state_dict().values()):
        u = congruential(1000003 * (index + 1), tensor.numel())
        u *= np.sqrt(24 / (tensor.numel() // tensor.shape[0])) if tensor.ndim > 1 else 0.2
        tensor.copy_(torch.from_numpy(u.astype(np.float32).reshape(tensor.shape)))


def image(seed, *shape):
    return torch.from_numpy(2 * congruential(seed, int(np.prod(shape))).astype(np.float32).reshape(shape))


def main():
    for net, make in (("alex", torchvision.models.alexnet), ("vgg", torchvision.models.vgg16),
                      ("squeeze", torchvision.models.squeezenet1_1)):
        whole = make(weights=None)
        fill(whole.features)
        if net == "alex" and len(sys.argv) > 1:
            torch.save(whole.state_dict(), sys.argv[1])
        metric = lpips.LPIPS(net=net, version="0.1", pnet_rand=True, verbose=False)
        for name, target in metric.net.named_parameters():
            target.data.copy_(whole.features.state_dict()[name.split(".", 1)[1]])
        metric = metric.double()
        x, noise = image(7, 2, 3, 66, 79), image(8, 2, 3, 66, 79)
        y = (0.7 * x + 0.3 * noise).double()
        x = x.double().requires_grad_()
        distances = metric(x, y)
        distances.mean().backward()
        g = x.grad
        places = ((0, 0, 0, 0), (0, 1, 33, 40), (1, 2, 65, 78), (1, 0, 17, 31))
        print(net + ":", *(f"{d:.8f}" for d in distances.flatten()), "gradient:",
              *(f"{g[place]:.6e}" for place in places), f"length {g.norm():.8e}")


if __name__ == "__main__":
    main()
