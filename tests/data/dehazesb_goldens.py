#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Computes what docs/goldens.md holds of DehazeSB's networks.

Run by hand, never by the build; needs pip install torch:

    python3 tests/data/dehazesb_goldens.py

The networks are written here from a description of their layers, shapes and names, not from the authors' program, with
the convolutions of the description where ours computes means and bilinear images. With the authors' sizes they give the
numbers that the authors' classes gave (the blocks "paper").
"""
import math

import torch
from torch import nn
from torch.nn import functional as F

torch.set_default_dtype(torch.float64)
# width, blocks, latent; width of D, of E; width and downs of T; width of F
SIZES = {
    "paper": ((32, 9, 256), 64, 64, (64, 6), 256),
    "compact": ((16, 2, 64), 32, 16, (16, 5), 128),
    "tiny": ((4, 2, 8), 4, 4, (4, 3), 16),
}


def depthwise(channels, row):
    row = torch.tensor(row)
    kernel = row[:, None] * row[None, :] / 16
    return kernel.repeat(channels, 1, 1, 1)


def blur_down(x):
    c = x.shape[1]
    return F.conv2d(F.pad(x, (1,) * 4, "reflect"), depthwise(c, [1.0, 2.0, 1.0]), stride=2, groups=c)


def blur_up(x):
    c, h, w = x.shape[1:]
    y = F.conv_transpose2d(F.pad(x, (1,) * 4, "replicate"), depthwise(c, [1.0, 3.0, 3.0, 1.0]), stride=2, padding=2,
                           groups=c)
    return y[:, :, 1:1 + 2 * h, 1:1 + 2 * w]


def norm(channels):
    return nn.GroupNorm(channels // 4, channels)


class Stage(nn.Module):
    def __init__(self, channels, out):
        super().__init__()
        self.conv, self.gn = nn.Conv2d(channels, out, 3, padding=1), norm(out)

    def forward(self, x):
        return F.relu(self.gn(self.conv(x)))


def wave(index, size):
    half = size // 2
    f = torch.exp(-torch.arange(half) * (math.log(10000) / (half - 1)))
    return torch.cat([torch.sin(index * f), torch.cos(index * f)])[None]


class Style(nn.Module):
    def __init__(self, latent, channels):
        super().__init__()
        self.style_net = nn.Linear(latent, 2 * channels)


class Residual(nn.Module):
    def __init__(self, channels, latent):
        super().__init__()
        self.conv_block = nn.Sequential(nn.ReflectionPad2d(1), nn.Conv2d(channels, channels, 3, bias=False),
                                        norm(channels))
        self.conv_fin = nn.Sequential(nn.ReLU(), nn.ReflectionPad2d(1), nn.Conv2d(channels, channels, 3, bias=False),
                                      norm(channels))
        self.adaptive = Style(latent, channels)
        self.Dense_time = nn.Linear(channels, channels)
        self.style = nn.Linear(latent, 2 * channels)

    def forward(self, x, z, t, fixed):
        pad, conv, gn = self.conv_block
        u = gn(conv(pad(x) + self.Dense_time(t)[:, :, None, None])) if fixed else gn(x)
        gamma, beta = self.adaptive.style_net(z).chunk(2, 1)
        return x + self.conv_fin(gamma[:, :, None, None] * u + beta[:, :, None, None])


class Holder(nn.Module):
    pass


class Generator(nn.Module):
    def __init__(self, width, blocks, latent):
        super().__init__()
        self.width, self.blocks = width, blocks
        c = [width * 2 ** k for k in range(4)]
        plan = [("00", 3, c[0]), ("1", c[0], c[0])]
        for k in (1, 2, 3):
            plan += [(f"{2 * k}0", c[k - 1], c[k]), (str(2 * k + 1), c[k], c[k])]
        for k in (2, 1, 0):
            plan += [(f"{16 - 2 * k}0", c[k] + c[k + 1], c[k]), (str(17 - 2 * k), c[k], c[k])]
        for name, a, b in plan:
            setattr(self, "conv" + name, Stage(a, b))
        self.out_conv = nn.Conv2d(width, 3, 1)
        self.z_transform = Holder()
        self.z_transform.layer1 = nn.Linear(latent, latent)
        self.z_transform.layer2 = nn.Sequential(nn.Linear(latent, latent), nn.LeakyReLU(0.2),
                                                nn.Linear(latent, latent), nn.LeakyReLU(0.2))
        self.time_embed = Holder()
        self.time_embed.time_embed = nn.Sequential(nn.Linear(4 * width, c[3]), nn.LeakyReLU(0.2),
                                                   nn.Linear(c[3], c[3]), nn.LeakyReLU(0.2))
        self.model_res = nn.ModuleList(Residual(c[3], latent) for _ in range(blocks))

    def time(self, index):
        return self.time_embed.time_embed(wave(index, 4 * self.width))

    def maps(self, x, index, z, fixed):
        f0 = self.conv1(self.conv00(x))
        f1 = self.conv3(self.conv20(blur_down(f0)))
        f2 = self.conv5(self.conv40(blur_down(f1)))
        f3 = self.conv7(self.conv60(blur_down(f2)))
        z = z * torch.rsqrt((z ** 2).mean(1, keepdim=True) + 1e-8)
        z = self.z_transform.layer2(F.leaky_relu(self.z_transform.layer1(z), 0.2))
        x, t, results = f3, self.time(index), []
        for block in self.model_res:
            x = block(x, z, t, fixed)
            results.append(x)
        return [f0, f1, f2, f3, results[0], results[self.blocks // 2]], x

    def forward(self, x, index, z, fixed):
        (f0, f1, f2, *_), x = self.maps(x, index, z, fixed)
        x = self.conv13(self.conv120(torch.cat([blur_up(x), f2], 1)))
        x = self.conv15(self.conv140(torch.cat([blur_up(x), f1], 1)))
        x = self.conv17(self.conv160(torch.cat([blur_up(x), f0], 1)))
        return torch.tanh(self.out_conv(x))


class Level(nn.Module):
    def __init__(self, channels, out, embedding, first, last):
        super().__init__()
        self.first, self.last = first, last
        self.conv1 = nn.Conv2d(channels, out, 4, padding=1)
        self.down = Holder()
        self.down.register_buffer("filt", depthwise(out, [1.0, 2.0, 1.0]))
        self.dense = nn.Linear(embedding, out)

    def forward(self, x, t):
        x = self.conv1(x) + self.dense(t)[:, :, None, None]
        x = F.leaky_relu(x if self.first else F.instance_norm(x), 0.2)
        return x if self.last else blur_down(x)


class Patches(nn.Module):
    def __init__(self, channels, width):
        super().__init__()
        self.embedding = 4 * width
        sizes = [channels] + [width * 2 ** k for k in range(4)]
        self.model_main = nn.ModuleList(Level(sizes[k], sizes[k + 1], self.embedding, k == 0, k == 3)
                                        for k in range(4))
        self.final_conv = nn.Conv2d(sizes[4], 1, 4, padding=1)
        self.t_embed = Holder()
        self.t_embed.main = nn.Sequential(nn.Linear(self.embedding, self.embedding), nn.LeakyReLU(0.2),
                                          nn.Linear(self.embedding, self.embedding), nn.LeakyReLU(0.2))

    def forward(self, x, index):
        t = self.t_embed.main(wave(index, self.embedding))
        for level in self.model_main:
            x = level(x, t)
        return self.final_conv(x)


class Skip(nn.Module):
    """A level of the U-Net: the next one inside of it."""

    def __init__(self, widths, level):
        super().__init__()
        outer, inner = 4 if level == 0 else widths[level - 1], widths[level]
        self.outermost, innermost = level == 0, level == len(widths) - 1
        down = nn.Conv2d(outer, inner, 4, 2, 1)
        up = nn.ConvTranspose2d(inner if innermost else 2 * inner, 1 if self.outermost else outer, 4, 2, 1)
        if self.outermost:
            parts = [down, Skip(widths, 1), nn.ReLU(), up, nn.Tanh()]
        elif innermost:
            parts = [nn.LeakyReLU(0.2), down, nn.ReLU(), up, nn.InstanceNorm2d(outer)]
        else:
            parts = [nn.LeakyReLU(0.2), down, nn.InstanceNorm2d(inner), Skip(widths, level + 1), nn.ReLU(), up,
                     nn.InstanceNorm2d(outer)]
        self.model = nn.Sequential(*parts)

    def forward(self, x):
        y = self.model(x)
        if y.shape[2:] != x.shape[2:]:
            y = F.interpolate(y, x.shape[2:], mode="nearest")
        return y if self.outermost else torch.cat([x, y], 1)


class Refine(nn.Module):
    def __init__(self, width, downs):
        super().__init__()
        self.model = Skip([width * 2 ** min(k, 3) for k in range(downs)], 0)

    def forward(self, image, t):
        raw = (self.model(torch.cat([image, t], 1)) + 1) / 2
        gray = 0.2989 * image[:, :1] + 0.587 * image[:, 1:2] + 0.114 * image[:, 2:]
        return raw, guided((gray + 1) / 2, raw, 10, 1e-3)


def guided(guide, p, radius, eps):
    kernel = torch.ones(1, 1, 2 * radius + 1, 2 * radius + 1)
    count = F.conv2d(torch.ones_like(p), kernel, padding=radius)

    def box(x):
        return F.conv2d(x, kernel, padding=radius) / count
    a = (box(guide * p) - box(guide) * box(p)) / (box(guide * guide) - box(guide) ** 2 + eps)
    return box(a) * guide + box(box(p) - a * box(guide))


class Heads(nn.Module):
    def __init__(self, width, channels, maps):
        super().__init__()
        for m in maps:
            setattr(self, f"mlp_{m}", nn.Sequential(nn.Linear(channels[m], width), nn.ReLU(), nn.Linear(width, width)))

    def forward(self, m, features, places):
        y = getattr(self, f"mlp_{m}")(features.flatten(2)[:, :, places].transpose(1, 2))
        return y / (y.norm(dim=2, keepdim=True) + 1e-7)


def by_formula(net, amplitude=0.05):
    """Tensor number i of the state dict by its flat index j; buffers keep their values and count."""
    norms = {f"{name}.weight" for name, module in net.named_modules() if isinstance(module, nn.GroupNorm)}
    parameters = dict(net.named_parameters())
    for i, (name, tensor) in enumerate(net.state_dict().items()):
        if name in parameters:
            j = torch.arange(tensor.numel(), dtype=torch.float64)
            values = amplitude * torch.sin(0.7 * j + 1.3 * i + 0.001 * i * j) + (1 if name in norms else 0)
            parameters[name].data = values.reshape(tensor.shape)
    return net.eval()


def picture(channels, height, width):
    y = torch.arange(height, dtype=torch.float64)[:, None]
    x = torch.arange(width, dtype=torch.float64)[None, :]
    return torch.stack([torch.sin(0.1 * x + 0.2 * y + 0.5 * c) for c in range(channels)])[None]


def numbers(*values):
    return " ".join(f"{float(v):.10f}" for v in values)


def moments(x):
    return numbers(x.mean(), x.std(correction=0))


def show_generator(name, height, width, index, amplitude=0.05):
    shape = SIZES[name][0]
    g = by_formula(Generator(*shape), amplitude)
    x, z = picture(3, height, width), torch.cos(0.3 * torch.arange(shape[2]))[None]
    print(f"{name}, generator, {height} x {width}: {len(g.state_dict())} tensors,"
          f" {sum(p.numel() for p in g.parameters())} numbers")
    for fixed in (False, True):
        y, later = g(x, 0, z, fixed), g(x, index, z, fixed)
        print("  fixed " if fixed else "  compat", moments(y),
              numbers(y[0, 0, 0, 0], y[0, 1, 10, 20], y[0, 2, height - 1, width - 1]))
        print(f"    index {index}", numbers(later.mean(), later[0, 1, 10, 20]))
    # The published moments of the maps are those of compat.
    for fixed in (False, True):
        print("  maps", "fixed" if fixed else "compat", *(moments(m) for m in g.maps(x, 0, z, fixed)[0]), sep=" | ")
    for i in (0, 4):
        print(f"  time {i}", numbers(g.time(i).mean(), g.time(i)[0, 7]))


def show_patches(name, height, width):
    x = picture(3, height, width)
    for label, channels, size in (("D", 3, SIZES[name][1]), ("E", 12, SIZES[name][2])):
        net = by_formula(Patches(channels, size))
        print(f"{name}, {label}: {len(net.state_dict())} tensors, {sum(p.numel() for p in net.parameters())} numbers")
        seen = x if channels == 3 else torch.cat([x, x.flip(3), x, x.flip(2)], 1)
        for index in (0, 3):
            y = net(seen, index)
            print(f"  index {index}", tuple(y.shape), numbers(y.mean(), y[0, 0, 1, 2]))


def show_refine(name, height, width):
    net = by_formula(Refine(*SIZES[name][3]), 0.02)
    print(f"{name}, T, {height} x {width}: {len(net.state_dict())} tensors,"
          f" {sum(p.numel() for p in net.parameters())} numbers")
    raw, refined = net(picture(3, height, width), 0.5 + 0.4 * picture(1, height, width))
    print(" ", numbers(raw.mean(), raw[0, 0, 5, 7], refined.mean(), refined[0, 0, 5, 7]))


def show_heads(name):
    width = SIZES[name][0][0]
    channels = [width, 2 * width, 4 * width, 8 * width, 8 * width, 8 * width]
    net = by_formula(Heads(SIZES[name][4], channels, range(6)))
    print(f"{name}, F: {len(net.state_dict())} tensors, {sum(p.numel() for p in net.parameters())} numbers")
    for m in (0, 2):
        features = torch.cat([picture(channels[m], 6, 7), picture(channels[m], 6, 7).flip(2)])
        y = net(m, features, torch.tensor([41, 3, 17]))
        print(f"  map {m}", numbers(y.mean(), y[0, 0, 0], y[1, 2, 5], y[1, 1, -1]))


if __name__ == "__main__":
    with torch.no_grad():
        show_generator("paper", 32, 48, 4)
        show_generator("compact", 40, 48, 3)
        show_generator("tiny", 16, 24, 2)
        show_generator("tiny", 16, 24, 2, 0.5)  # so that the time shows in 32 bits
        show_patches("paper", 48, 64)
        show_patches("compact", 48, 64)
        show_patches("tiny", 33, 50)
        show_refine("paper", 64, 128)
        show_refine("compact", 64, 96)
        show_refine("tiny", 22, 29)
        show_heads("compact")
