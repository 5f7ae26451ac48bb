#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Computes what docs/goldens.md holds of HazeFlow's network.

Run by hand, never by the build; needs pip install torch:

    python3 tests/data/hazeflow_goldens.py

The network is written here from a description of its layers, shapes and names, not from the authors' program. With
their sizes it gives the numbers that their program printed (the first block).
"""
import math

import torch
from torch import nn
from torch.nn import functional as F

SHAPES = {
    "paper": (128, (1, 1, 2, 2, 2, 2, 2), 2, 4),
    "compact": (16, (1, 2, 3, 4, 4, 4, 4), 1, 4),
    "tiny": (8, (1, 2, 2), 1, 2),
}
SKIP = 1 / math.sqrt(2)


def norm(channels):
    return nn.GroupNorm(min(channels // 4, 32), channels, eps=1e-6)


class Block(nn.Module):
    def __init__(self, channels, out, tau, way=None):
        super().__init__()
        self.way, self.passes = way, channels == out and way is None
        self.GroupNorm_0 = norm(channels)
        self.Conv_0 = nn.Conv2d(channels, out, 3, padding=1)
        self.Dense_0 = nn.Conv2d(tau, out, 3, padding=1)
        self.Dense_1 = nn.Conv2d(out, out, 1)
        if way == "down":
            self.down = nn.Conv2d(out, out, 3, stride=2, padding=1)
        self.GroupNorm_1 = norm(out)
        self.Conv_1 = nn.Conv2d(out, out, 3, padding=1)
        if not self.passes:
            self.Conv_2 = nn.Conv2d(channels, out, 1)

    def forward(self, x, tau):
        h = F.silu(self.GroupNorm_0(x))
        if self.way == "up":
            h, x = (F.interpolate(y, scale_factor=2, mode="nearest") for y in (h, x))
        elif self.way == "down":
            h, x = (F.avg_pool2d(y, 2) for y in (h, x))
        u = self.Dense_1(F.silu(self.Dense_0(F.silu(tau))))
        if self.way == "down":
            u = self.down(u)
        h = self.Conv_1(F.silu(self.GroupNorm_1(self.Conv_0(h) + u)))
        if not self.passes:
            x = self.Conv_2(x)
        return (x + h) * SKIP, tau if self.passes else u


class Nin(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.W = nn.Parameter(torch.zeros(channels, channels))
        self.b = nn.Parameter(torch.zeros(channels))

    def forward(self, x):
        return torch.einsum("bihw,io->bohw", x, self.W) + self.b[:, None, None]


class Attention(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.GroupNorm_0 = norm(channels)
        self.NIN_0, self.NIN_1, self.NIN_2, self.NIN_3 = (Nin(channels) for _ in range(4))

    def forward(self, x):
        h = self.GroupNorm_0(x)
        q, k, v = (nin(h).flatten(2) for nin in (self.NIN_0, self.NIN_1, self.NIN_2))
        weights = torch.softmax(torch.einsum("bcq,bck->bqk", q, k) / math.sqrt(x.shape[1]), 2)
        h = torch.einsum("bqk,bck->bcq", weights, v).reshape(x.shape)
        return (x + self.NIN_3(h)) * SKIP


class HazeFlow(nn.Module):
    def __init__(self, width, multipliers, blocks, attention):
        super().__init__()
        widths = [width * m for m in multipliers]
        self.levels, self.blocks, self.attention = len(widths), blocks, attention
        m = [nn.Conv2d(1, width, 1), nn.Conv2d(width, width, 1), nn.Conv2d(4, width, 3, padding=1)]
        channels, tau, stack = width, width, [(width, width)]
        for level, out in enumerate(widths):
            for _ in range(blocks):
                m.append(Block(channels, out, tau))
                channels, tau = out, tau if channels == out else out
                if level == attention:
                    m.append(Attention(channels))
                stack.append((channels, tau))
            if level < self.levels - 1:
                m.append(Block(channels, channels, tau, "down"))
                tau = channels
                stack.append((channels, tau))
        m += [Block(channels, channels, tau), Attention(channels), Block(channels, channels, tau)]
        for level in reversed(range(self.levels)):
            for _ in range(blocks + 1):
                skip, tau = stack.pop()
                m.append(Block(channels + skip, widths[level], tau))
                channels = widths[level]
            if level == attention:
                m.append(Attention(channels))
            if level > 0:
                m.append(Block(channels, channels, stack[-1][1], "up"))
        m += [norm(channels), nn.Conv2d(channels, 4, 3, padding=1)]
        self.all_modules = nn.ModuleList(m)

    def forward(self, image, t):
        modules = iter(self.all_modules)
        t = 999 * t
        first, second = next(modules), next(modules)
        tau = second(F.silu(first(t)))
        hs, ts = [next(modules)(torch.cat([image, t], 1))], [tau]
        for level in range(self.levels):
            for _ in range(self.blocks):
                h, tau = next(modules)(hs[-1], tau)
                if level == self.attention:
                    h = next(modules)(h)
                hs.append(h)
                ts.append(tau)
            if level < self.levels - 1:
                h, tau = next(modules)(hs[-1], tau)
                hs.append(h)
                ts.append(tau)
        h = hs[-1]
        h, _ = next(modules)(h, tau)
        h = next(modules)(h)
        h, _ = next(modules)(h, tau)
        for level in reversed(range(self.levels)):
            for _ in range(self.blocks + 1):
                h, _ = next(modules)(torch.cat([h, hs.pop()], 1), ts.pop())
            if level == self.attention:
                h = next(modules)(h)
            if level > 0:
                h, _ = next(modules)(h, ts[-1])
        last_norm, head = modules
        h = head(F.silu(last_norm(h)))
        return h[:, :3] + image.detach(), h[:, 3:]


def by_formula(net):
    """Tensor number k by its flat index i, computed in 64 bits."""
    owners = dict(net.named_modules())
    for k, (name, tensor) in enumerate(net.named_parameters()):
        i = torch.arange(tensor.numel(), dtype=torch.float64)
        normalizes = isinstance(owners[name.rsplit(".", 1)[0]], nn.GroupNorm)
        if tensor.ndim == 4:
            values = torch.sin(0.37 * i + 1.1 * k) / math.sqrt(tensor[0].numel())
        elif tensor.ndim == 2:
            values = torch.sin(0.37 * i + 1.1 * k) / math.sqrt(tensor.shape[0])
        elif normalizes:
            values = 1 + 0.1 * torch.sin(i + k) if name.endswith("weight") else 0.05 * torch.cos(i + k)
        else:
            values = 0.01 * torch.cos(i + k)
        tensor.data = values.reshape(tensor.shape).float()
    return net


def pictures(height, width):
    h = torch.arange(height, dtype=torch.float64)[:, None]
    w = torch.arange(width, dtype=torch.float64)[None, :]
    image = torch.stack([0.5 + 0.4 * torch.sin(0.05 * h + 0.03 * w + c) for c in range(3)])[None]
    return image, (0.5 + 0.4 * torch.cos(0.04 * h - 0.02 * w))[None, None]


def network(name):
    return by_formula(HazeFlow(*SHAPES[name])).eval()


def show(name, height, width):
    net = network(name)
    count = sum(p.numel() for p in net.parameters())
    print(f"{name}, {height} x {width}: {len(list(net.parameters()))} tensors, {count} numbers")
    image, t = pictures(height, width)
    with torch.no_grad():
        v, refined = net.double()(image, t)
        v32, refined32 = net.float()(image.float(), t.float())
    places = ((0, 0, 0), (0, 31, 17), (1, 10, 20), (2, height - 1, width - 1))
    print("  v", *(f"{v[0][p]:.7f}" for p in places), f"mean {v.mean():.7f} deviation {v.std():.7f}")
    places = ((0, 0), (31, 17), (height - 1, width - 1))
    print("  t", *(f"{refined[0, 0][p]:.7f}" for p in places),
          f"mean {refined.mean():.7f} deviation {refined.std():.7f}")
    if name == "paper":
        print(f"  v at (0, 31, 77) {v[0, 0, 31, 77]:.7f}, t there {refined[0, 0, 31, 77]:.7f}")
    print(f"  32 bits differ by {(v - v32).abs().max():.1e} and {(refined - refined32).abs().max():.1e}")


if __name__ == "__main__":
    show("paper", 64, 128)
    show("compact", 64, 192)
    show("tiny", 36, 52)
