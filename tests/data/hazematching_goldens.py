#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Computes what docs/goldens.md holds of HazeMatching: network, windows, MicroMS3IM and calibration.

Run by hand, never by the build; needs pip install numpy torch torchcfm microssim:

    python3 tests/data/hazematching_goldens.py

The network is the class that the authors use, torchcfm's U-Net; MicroMS3IM is their package microssim. Windows and
calibration are rewritten after the authors' scripts (github.com/juglab/HazeMatching, commit 8152a4e).
"""
import numpy as np


def congruential(seed, count):
    values = np.empty(count)
    state = seed % 2 ** 32
    for i in range(count):
        state = (1664525 * state + 1013904223) % 2 ** 32
        values[i] = state / 2 ** 32 - 0.5
    return values


def network(size):
    import torch
    from torchcfm.models.unet import unet
    net = unet.UNetModel(image_size=size, in_channels=2, model_channels=32, out_channels=1, num_res_blocks=1,
        attention_resolutions=(size // 16,), channel_mult=(1, 1, 2, 3, 4) if size == 128 else (1, 2, 3, 4)).eval()
    for index, (name, tensor) in enumerate(net.state_dict().items()):
        u = congruential(1000003 * (index + 1), tensor.numel())
        if tensor.ndim > 1:
            u *= np.sqrt(12 / (tensor.numel() // tensor.shape[0]))
        else:
            u = 0.2 * u + (1 if name.endswith(".weight") else 0)
        tensor.copy_(torch.from_numpy(u.astype(np.float32).reshape(tensor.shape)))
    image = (congruential(7, 2 * size * size) * np.sqrt(12)).astype(np.float32).reshape(1, 2, size, size)
    return net, torch.from_numpy(image)


def velocities():
    import torch
    for size in (128, 64):
        net, image = network(size)
        with torch.no_grad():
            for t in (0.0, 0.5, 1.0):
                show(f"{size}-net, t = {t}", net(torch.tensor([t]), image)[0, 0].numpy())
            state, hazy = image[:, :1], image[:, 1:]
            times = torch.linspace(0, 1, 20)
            for k in range(19):
                velocity = net(times[k:k + 1], torch.cat([state, hazy], 1))
                state = state + (times[k + 1] - times[k]) * velocity
            show(f"{size}-net, 19 Euler steps", state[0, 0].numpy())


def show(name, values):
    size = values.shape[0]
    places = ((0, 0), (0, size - 1), (size // 2, size // 2), (size - 1, 0), (size - 1, size - 1), (17, 31))
    print(name + ":", *(f"{values[place]:.6f}" for place in places),
          f"mean {values.mean(dtype=np.float64):.6f} deviation {values.std(ddof=1, dtype=np.float64):.6f}")


def windows():
    for side, patch in ((256, 128), (1024, 128), (256, 64), (128, 128)):
        kept = patch // 2
        found = []
        for row in range(0, side - kept + 1, kept):
            for column in range(0, side - kept + 1, kept):
                top, left = (min(max(at - (patch - kept) // 2, 0), side - patch) for at in (row, column))
                found.append((row - top, column - left, row, column))
        print(f"windows of {patch} in {side} x {side}: {len(found)}", found[:2], found[-1])


def range_invariant_psnr(reference, image):
    g, p = reference - reference.mean(), image - image.mean()
    rest = g - (g * p).sum() / (p * p).sum() * p
    return 20 * np.log10((reference.max() - reference.min()) / np.sqrt(np.mean(rest ** 2)))


def micro_ms3im():
    from microssim import MicroMS3IM
    references, images = [], []
    for seed, noise in ((21, 31), (22, 32)):
        u = congruential(seed, 128 * 128).reshape(128, 128)
        shifts = [np.roll(u, (dy, dx), (0, 1)) for dy in range(-2, 3) for dx in range(-2, 3)]
        reference = 600 + 2000 * np.mean(shifts, axis=0)
        references.append(reference.astype(np.float32))
        images.append((300 + 0.6 * reference + 40 * congruential(noise, 128 * 128).reshape(128, 128)).astype(np.float32))
    metric = MicroMS3IM()
    metric.fit(np.stack(references), np.stack(images))
    print("MicroMS3IM:", {name: str(value) for name, value in vars(metric).items()})
    for reference, image in zip(references, images):
        print("  score", float(metric.score(reference, image, betas=(0.0448, 0.2856, 0.3001))), "range-invariant PSNR",
              range_invariant_psnr(reference.astype(np.float64), image.astype(np.float64)))
    reference = 50 + 200 * np.abs(congruential(11, 64 * 64))
    print("range-invariant PSNR", range_invariant_psnr(reference, 0.5 * reference + 10 + 20 * congruential(13, 64 * 64)))


def calibration():
    count = 2 * 128 * 128
    deviation = 0.1 + np.abs(congruential(17, count))
    truth = congruential(19, count)
    noise = sum(congruential(seed, count) for seed in range(100, 112))
    edges = np.linspace(deviation.min(), deviation.max(), 51)
    prediction = truth + 1.5 * deviation * noise + 0.02
    error = (prediction - truth) ** 2
    bins = []
    for low, high in zip(edges, edges[1:]):
        inside = (deviation >= low) & (deviation < high)
        bins.append((np.sqrt(np.mean(deviation[inside] ** 2)), np.sqrt(np.mean(error[inside])),
                     np.sqrt(np.std(error[inside]) / np.sqrt(inside.sum())), int(inside.sum())))
    # Every bin has more than the share that the authors cut off; their slice leaves the last one out all the same.
    scalar, offset = np.polyfit([b[0] for b in bins[:-1]], [b[1] for b in bins[:-1]], 1)
    print("calibration: scalar", scalar, "offset", offset, "bin 10", *bins[10], "pixels in bins", sum(b[3] for b in bins))


if __name__ == "__main__":
    windows()
    calibration()
    micro_ms3im()
    velocities()
