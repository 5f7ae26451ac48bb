#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Computes what the tests of CLIP's towers compare with (org.hazelab.networks.clip.ClipGoldenTest).

Run by hand, never by the build; needs pip install torch numpy:

    python3 tests/data/clip_goldens.py           the small towers of the test, in 64 bits
    python3 tests/data/clip_goldens.py full      ViT-B/32, 151 million numbers, in 32 bits

The towers are written here from a description of their layers, shapes and names, with PyTorch's own attention. Their
weights are a hash of each tensor's name and of the place in it, so that no file is needed.
"""
import sys
import zlib

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

MEAN = (0.48145466, 0.4578275, 0.40821073)
STD = (0.26862954, 0.26130258, 0.27577711)
# width, blocks, length, units, features of the image's tower, then of the text's
TINY = ((128, 3, 4, 8, 48), (128, 2, 24, 400, 48))
FULL = ((768, 12, 7, 32, 512), (512, 12, 77, 49408, 512))


def uniform(seed, count):
    """Numbers from -0.5 to 0.5."""
    x = np.arange(count, dtype=np.uint32) * np.uint32(2654435761) + np.uint32(seed)
    x ^= x >> np.uint32(16)
    x *= np.uint32(0x85EBCA6B)
    x ^= x >> np.uint32(13)
    x *= np.uint32(0xC2B2AE35)
    x ^= x >> np.uint32(16)
    return x / 4294967296.0 - 0.5


def weight(name, shape):
    u = uniform(zlib.crc32(name.encode()), int(np.prod(shape))).reshape(shape)
    if len(shape) == 1:
        return 1 + 0.4 * u if ".ln_" in "." + name and name.endswith("weight") else 0.4 * u
    if "embedding" in name:
        return u if "positional" in name else 0.1 * u
    fan = shape[0] if name.endswith("proj") or name.endswith("projection") else int(np.prod(shape[1:]))
    return np.sqrt(12 / fan) * u


def picture(seed, *shape):
    """Numbers from 0 to 1."""
    return torch.from_numpy(uniform(seed, int(np.prod(shape))).reshape(shape) + 0.5)


class Block(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.attn = nn.MultiheadAttention(width, width // 64, batch_first=True)
        self.ln_1, self.ln_2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.mlp = nn.ModuleDict({"c_fc": nn.Linear(width, 4 * width), "c_proj": nn.Linear(4 * width, width)})

    def forward(self, x, mask=None):
        h = self.ln_1(x)
        x = x + self.attn(h, h, h, need_weights=False, attn_mask=mask)[0]
        h = self.mlp["c_fc"](self.ln_2(x))
        return x + self.mlp["c_proj"](h * torch.sigmoid(1.702 * h))


def blocks(width, count):
    return nn.ModuleDict({"resblocks": nn.ModuleList([Block(width) for _ in range(count)])})


class Visual(nn.Module):
    def __init__(self, width, count, length, units, features):
        super().__init__()
        self.side = length * units
        self.conv1 = nn.Conv2d(3, width, units, units, bias=False)
        self.class_embedding = nn.Parameter(torch.zeros(width))
        self.positional_embedding = nn.Parameter(torch.zeros(length * length + 1, width))
        self.ln_pre, self.ln_post = nn.LayerNorm(width), nn.LayerNorm(width)
        self.transformer = blocks(width, count)
        self.proj = nn.Parameter(torch.zeros(width, features))

    def forward(self, x):
        x = self.conv1(x).flatten(2).transpose(1, 2)
        x = torch.cat([self.class_embedding.expand(len(x), 1, -1), x], 1) + self.positional_embedding
        x, maps = self.ln_pre(x), []
        for block in self.transformer["resblocks"]:
            x = block(x)
            side = int(round((x.shape[1] - 1) ** 0.5))
            maps.append(x[:, 1:].transpose(1, 2).reshape(len(x), -1, side, side))
        return maps, self.ln_post(x[:, 0]) @ self.proj


class Clip(nn.Module):
    def __init__(self, image, text):
        super().__init__()
        width, count, length, units, features = text
        self.visual = Visual(*image)
        self.positional_embedding = nn.Parameter(torch.zeros(length, width))
        self.transformer = blocks(width, count)
        self.ln_final = nn.LayerNorm(width)
        self.text_projection = nn.Parameter(torch.zeros(width, features))

    def text(self, prompt, position):
        """Of the whole length, as CLIP does it."""
        mask = torch.full((prompt.shape[1],) * 2, -torch.inf, dtype=prompt.dtype).triu(1)
        x = prompt + self.positional_embedding
        for block in self.transformer["resblocks"]:
            x = block(x, mask)
        return self.ln_final(x)[:, position] @ self.text_projection


def build(shape, dtype):
    clip = Clip(*shape)
    for name, parameter in clip.named_parameters():
        parameter.data = torch.from_numpy(weight(name, tuple(parameter.shape))).to(dtype)
        parameter.requires_grad_(False)
    width, _, length, units, _ = shape[1]
    tokens = torch.from_numpy(weight("token_embedding.weight", (units, width))).to(dtype)
    ids = [units - 2] + [343] * 16 + [units - 1] + [0] * (length - 18)
    return clip.eval(), tokens[ids][None]


def normalized(x):
    return (x - torch.tensor(MEAN, dtype=x.dtype)[:, None, None]) / torch.tensor(STD, dtype=x.dtype)[:, None, None]


def show(title, tensor, *places):
    print(f"  {title}: length {tensor.double().norm():.9g};", *(f"{tensor[p]:.9g}" for p in places))


def main(shape, taps, dtype, height, width):
    clip, prompt = build(shape, dtype)
    prompt.requires_grad_()
    image = picture(7, 2, 3, height, width).to(dtype).requires_grad_()
    text = clip.text(prompt, 17)
    show("text", text, (0, 0), (0, 17), (0, -1))
    side = clip.visual.side
    ways = {"area": F.interpolate(image, (side, side), mode="area"),
            "bilinear": F.interpolate(image, (side, side), mode="bilinear", align_corners=False)}
    for way, resized in ways.items():
        maps, features = clip.visual(normalized(resized))
        show(way + " features", features, (0, 0), (1, 17), (1, -1))
        for tap in taps:
            show(f"map after {tap}", maps[tap - 1], (0, 0, 0, 0), (1, 17, 1, 2), (1, -1, -1, -1))
        logits = 100 * F.cosine_similarity(features, text)
        print("  logits", *(f"{x:.9g}" for x in logits))
        loss = logits.mean() + sum(maps[tap - 1].square().mean() for tap in taps)
        for_image, for_prompt = torch.autograd.grad(loss, (image, prompt), retain_graph=True)
        show("gradient of the image", for_image, (0, 0, 0, 0), (1, 1, 20, 30), (1, 2, -1, -1))
        show("gradient of the prompt", for_prompt, (0, 0, 0), (0, 9, 17), (0, 17, -1), (0, 18, 0))


if __name__ == "__main__":
    if sys.argv[1:] == ["full"]:
        main(FULL, (4, 8), torch.float32, 40, 52)
    else:
        main(TINY, (1, 2), torch.float64, 40, 52)
