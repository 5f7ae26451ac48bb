#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Computes what LossGradientsTest compares with: DehazeSB's losses with gradients, in 64-bit floats.

Run by hand, never by the build; needs pip install torch lpips==0.1.4 torchvision. From this directory:

    python3 dehazesb_losses.py > ../methods/src/test/resources/org/hazelab/methods/dehazesb/loss/losses.csv

Arguments are offset + scale u with u from seeds as in docs/goldens.md. For each loss and each argument that has a
gradient: the mean of the loss, the gradient's first number, that at two fifths of the array, and its length. Written
from the definitions, in loops where the Java code has tensors: Fourier bins one by one, windows taken out one by one,
candidates of PatchNCE listed without the place itself, augmentations image by image with slices.
"""
import math

import lpips
import numpy as np
import torch
import torch.nn.functional as F
import torchvision

from hazeflow_loss_goldens import structure
from lpips_goldens import fill, image


def rand(seed, scale, offset, *shape):
    return (offset + scale * image(seed, *shape).double() / 2).requires_grad_()


def adversarial():
    real, fake = rand(1, 4, 0, 2, 1, 5, 6), rand(2, 4, 0, 2, 1, 5, 6)
    yield "discriminator", ((fake ** 2).mean() + ((real - 1) ** 2).mean()) / 2, {"real": real, "fake": fake}
    yield "generator", ((fake - 1) ** 2).mean(), {"fake": fake}


def entropy():
    same, other = rand(3, 6, 1, 2, 1, 5, 6), rand(4, 6, 0, 2, 1, 5, 6)
    log = torch.log(sum(torch.exp(v) for v in other.flatten()))
    yield "energy", -same.mean() + log + log ** 2, {"same": same, "other": other}
    yield "entropy", same.mean() - log, {"same": same, "other": other}
    state, clean = rand(5, 2, 0, 2, 3, 8, 7), rand(6, 2, 0, 2, 3, 8, 7)
    yield ("bridge", -(5 - 2) / 5 * .01 * (same.mean() - log) + .01 * ((state - clean) ** 2).mean(),
           {"state": state, "clean": clean, "same": same, "other": other})


def patch_nce(query, key):
    total = 0
    for q, k in zip(query, key.detach()):
        for n in range(len(q)):
            candidates = [q[n] @ k[n]] + [q[n] @ k[m] for m in range(len(q)) if m != n] + [torch.tensor(-10.).double()]
            total = total + F.cross_entropy(torch.stack(candidates)[None] / .07, torch.tensor([0]))
    return total / query.shape[0] / query.shape[1]


def nce():
    maps = [(rand(7, 2, 0, 2, 4, 6, 5), rand(8, 2, 0, 2, 4, 6, 5), [3, 17, 29, 0, 8, 11]),
            (rand(9, 2, 0, 2, 3, 3, 2), rand(10, 2, 0, 2, 3, 3, 2), [5, 2, 4])]
    weights = [rand(11, 2, 0, 8, 4), rand(12, 2, 0, 8, 3)]

    def features(values, positions, weight):
        taken = torch.stack([values[:, :, p // values.shape[3], p % values.shape[3]] for p in positions], 1)
        projected = taken @ weight.T
        return projected / ((projected ** 2).sum(-1, keepdim=True).sqrt() + 1e-7)
    losses = [patch_nce(features(q, p, w), features(k, p, w).detach()) for (q, k, p), w in zip(maps, weights)]
    yield "nce", sum(losses) / 2, {"query0": maps[0][0], "query1": maps[1][0], "weight0": weights[0],
                                   "weight1": weights[1]}


def physical(perceptual, name, side):
    clean, hazy = rand(13, 2, 0, 2, 3, side, side), rand(14, 2, 0, 2, 3, side, side)
    transmission, airlight = rand(15, .8, .5, 2, 1, side, side), rand(16, .4, .7, 2, 3, 1, 1)
    light = 2 * airlight - 1
    rebuilt = clean * transmission + light * (1 - transmission)
    loss = (rebuilt - hazy).abs().mean() + perceptual((rebuilt + 1) / 2, (hazy + 1) / 2).mean()
    yield name, loss, {"clean": clean, "transmission": transmission, "airlight": airlight}


def grey(x):
    x = (x + 1) / 2
    return .299 * x[:, 0] + .587 * x[:, 1] + .114 * x[:, 2]


def high_pass(g):
    rows, columns = g.shape[1:]
    keep = np.zeros((rows, columns))
    for r in range(rows):
        for c in range(columns):
            keep[r, c] = (r - rows // 2) ** 2 + (c - columns // 2) ** 2 > 900
    spectrum = torch.fft.fftshift(torch.fft.fft2(g), dim=(1, 2)) * torch.from_numpy(keep)
    return torch.fft.ifft2(torch.fft.ifftshift(spectrum, dim=(1, 2))).abs()


def gradients(g):
    p = F.pad(g, (1, 1, 1, 1))
    corner = {(dy, dx): p[:, dy:dy + g.shape[1], dx:dx + g.shape[2]] for dy in range(3) for dx in range(3)}
    across = sum(w * (corner[i, 2] - corner[i, 0]) for i, w in enumerate((1, 2, 1)))
    down = sum(w * (corner[2, i] - corner[0, i]) for i, w in enumerate((1, 2, 1)))
    return (across ** 2 + down ** 2 + 1e-8).sqrt()


def over_largest(maps, per_image):
    if per_image:
        return torch.stack([m / m.max().clamp(min=1e-3) for m in maps])
    return maps / (maps.max() + 1e-12)


def high_frequency(rows, columns, per_image):
    x, y = rand(17, 1.6, 0, 2, 3, rows, columns), rand(18, 1.6, 0, 2, 3, rows, columns)
    terms = [((over_largest(f(grey(x)), per_image) - over_largest(f(grey(y)), per_image)) ** 2).mean()
             for f in (high_pass, gradients)]
    yield f"high_{'image' if per_image else 'batch'}_{rows}x{columns}", sum(terms) / 2, {"x": x, "y": y}


def ssim():
    x = rand(19, 1.6, 0, 2, 3, 13, 12)
    y = (0.7 * x.detach() + 0.3 * rand(20, 1.6, 0, 2, 3, 13, 12).detach()).float().double().requires_grad_()
    g = np.exp(-(np.arange(11) - 5.0) ** 2 / 4.5)
    window = torch.from_numpy(np.outer(g, g) / g.sum() ** 2)
    a, b = (x + 1) / 2, (y + 1) / 2
    total = 0
    for n in range(2):
        for c in range(3):
            values = []
            for r in range(3):
                for s in range(2):
                    p, q = (v[n, c, r:r + 11, s:s + 11] for v in (a, b))
                    mp, mq = (window * p).sum(), (window * q).sum()
                    vp, vq = (window * (p - mp) ** 2).sum(), (window * (q - mq) ** 2).sum()
                    cov = (window * (p - mp) * (q - mq)).sum()
                    values.append((2 * mp * mq + 1e-4) * (2 * cov + 9e-4) / (mp ** 2 + mq ** 2 + 1e-4)
                                  / (vp + vq + 9e-4))
            total = total + torch.stack(values).mean().clamp(min=0)
    yield "ssim", 1 - total / 6, {"x": x, "y": y}


def prompt():
    clean, hazy = rand(21, .1, .2, 3), rand(22, .1, .2, 3)
    yield "prompt_sigmoid", torch.stack([100 * clean, 100 * hazy]).softmax(0)[0].mean(), {"clean": clean, "hazy": hazy}
    shares = torch.stack([hazy, clean]).softmax(0)
    bce = F.binary_cross_entropy(shares[0], torch.ones(3).double()) \
        + F.binary_cross_entropy(shares[1], torch.zeros(3).double())
    yield "prompt_bce", bce, {"clean": clean, "hazy": hazy}


def critic():
    real = [rand(23, 8, 0, 2, 1, 3, 3), rand(24, 8, 0, 2, 1, 3, 3), rand(25, 8, 0, 2, 1)]
    fake = [rand(26, 8, 0, 2, 1, 3, 3), rand(27, 8, 0, 2, 1, 3, 3), rand(28, 8, 0, 2, 1)]

    def loss(levels, target):
        return sum(F.binary_cross_entropy_with_logits(v, torch.full_like(v, target)) for v in levels)
    names = {**{f"real{i}": v for i, v in enumerate(real)}, **{f"fake{i}": v for i, v in enumerate(fake)}}
    yield "critic_discriminator", (loss(real, 1) + loss(fake, 0)) / 2, names
    yield "critic_generator", loss(fake, 1), {f"fake{i}": v for i, v in enumerate(fake)}


DRAWS = [(.2, .9, .7, 1, -2, 3, 9), (.8, .1, .3, -2, 0, 14, 0), (.5, .5, .5, 0, 1, 7, 5)]


def augmented(x, draws):
    brightness, saturation, contrast, down, right, row, column = draws
    rows, columns = x.shape[1:]
    x = x + (brightness - .5)
    mean = x.mean(0, keepdim=True)
    x = (x - mean) * (2 * saturation) + mean
    x = (x - x.mean()) * (contrast + .5) + x.mean()
    big = F.pad(x, (columns, columns, rows, rows))
    x = big[:, rows + down:2 * rows + down, columns + right:2 * columns + right]
    mask = torch.ones_like(x)
    tall, wide = math.floor(rows / 2 + .5), math.floor(columns / 2 + .5)
    mask[:, max(0, row - tall // 2):max(0, row - tall // 2 + tall),
         max(0, column - wide // 2):max(0, column - wide // 2 + wide)] = 0
    return x * mask


def augmentation():
    x, weight = rand(29, 2, 0, 3, 3, 14, 11), rand(30, 2, 0, 3, 3, 14, 11)
    out = torch.stack([augmented(v, d) for v, d in zip(x, DRAWS)])
    yield "augmentation", (out * weight).mean(), {"x": x, "weight": weight}


def perceptual():
    """LPIPS of images as they are, those of fewer than 64 pixels resized to 64."""
    whole = torchvision.models.vgg16(weights=None)
    fill(whole.features)
    metric = lpips.LPIPS(net="vgg", version="0.1", pnet_rand=True, verbose=False)
    for name, target in metric.net.named_parameters():
        target.data.copy_(whole.features.state_dict()[name.split(".", 1)[1]])
    metric = metric.double()

    def distances(x, y):
        if x.shape[2] < 64:
            x, y = (F.interpolate(v, size=(64, 64), mode="bilinear", align_corners=False) for v in (x, y))
        return metric(x, y, normalize=True).flatten()
    return distances


def main():
    print("loss,argument,mean,first,inside,length")
    groups = [adversarial(), entropy(), nce(), physical(structure, "physical_structure", 20),
              physical(perceptual(), "physical_lpips_40", 40), physical(perceptual(), "physical_lpips_66", 66),
              high_frequency(64, 64, True), high_frequency(64, 64, False), high_frequency(65, 50, True), ssim(),
              prompt(), critic(), augmentation()]
    for group in groups:
        for name, loss, arguments in group:
            slopes = torch.autograd.grad(loss, list(arguments.values()), retain_graph=True)
            for argument, slope in zip(arguments, slopes):
                flat = slope.flatten()
                print(f"{name},{argument},{loss.item():.9e},{flat[0].item():.6e},"
                      f"{flat[2 * len(flat) // 5].item():.6e},{slope.norm().item():.8e}")


if __name__ == "__main__":
    main()
