# SPDX-License-Identifier: Apache-2.0
"""Times HazeFlow's network and a step of its Pretrain against the network class of its authors, in PyTorch.

Ours (HazeFlowTimes, which this script starts) and theirs in turn, the same sizes and number of threads, each side in a
process of its own. Theirs is the class of their repository, which this script reads from a folder and which never comes
with HazeLab; the CUDA extension that it imports and does not use is left out. Its blocks cannot be built for another
shape than the authors' (they take the channels of the transmission's features for those of the image's), so
for the compact network the first convolution of these features takes the channels that come. The step is float32, row
by row in memory, torch.optim.Adam, clipped gradients, with the loss of ours written in PyTorch.

    pip install torch
    git clone --depth 1 (the authors' repository, MIT) HazeFlow
    ./mvnw -q -Pbenchmarks -DskipTests package
    python tests/benchmarks/peers/hazeflow_peers.py HazeFlow
"""
import argparse
import os
import statistics
import sys
import tempfile
import time
import types

from hazematching_peers import CLASS_PATH, NATIVES, PAUSE, Ours, peak, random_weights


class Config(dict):
    """The settings that the authors' class reads."""

    __getattr__ = dict.__getitem__


def settings(width, multipliers, blocks):
    """As their one configuration has them, but for the size."""
    return Config(
        model=Config(name="hazeflow", scale_by_sigma=False, dropout=0.0, normalization="GroupNorm", nonlinearity="swish",
            nf=width, ch_mult=multipliers, num_res_blocks=blocks, attn_resolutions=(16,), resamp_with_conv=True,
            conditional=False, img_conditional=True, fir=False, fir_kernel=[1, 3, 3, 1], skip_rescale=True,
            resblock_type="biggan", progressive="none", progressive_input="none", progressive_combine="sum",
            attention_type="ddpm", init_scale=0.0, embedding_type="img", fourier_scale=16, conv_size=3, sigma_max=50,
            sigma_min=0.01, num_scales=1000),
        data=Config(image_size=256, num_channels=3, centered=True), flow=Config(refine_t=True),
        training=Config(continuous=False, sde="rectified_flow"))


def build(folder, compact):
    import torch
    stub = types.ModuleType("op")
    stub.upfirdn2d = stub.FusedLeakyReLU = stub.fused_leaky_relu = None
    sys.modules["op"] = sys.modules["op.upfirdn2d"] = stub
    sys.path.insert(0, folder)
    from models import hazeflow
    torch.manual_seed(1)
    if not compact:
        return hazeflow.HazeFlow(settings(128, (1, 1, 2, 2, 2, 2, 2), 2))
    net = hazeflow.HazeFlow(settings(16, (1, 2, 3, 4, 4, 4, 4), 1))
    for module in net.modules():
        if hasattr(module, "Dense_0") and module.up is True:
            module.Dense_0 = torch.nn.LazyConv2d(module.out_ch, 3, padding=1)
    with torch.no_grad():
        net(torch.rand(1, 3, 64, 64), torch.rand(1, 1, 64, 64), use_refine=True)
    return net


def structure(x, y):
    """Our structure loss: StructureLoss in Java says what it is."""
    from torch.nn.functional import avg_pool2d
    total, scales = 0, 0
    while scales < 4 and x.shape[-1] >= 8:
        if scales:
            x, y = avg_pool2d(x, 2), avg_pool2d(y, 2)
        if x.shape[-1] < 8:
            break

        def means(z):
            return avg_pool2d(z, 8, 4)
        mx, my = means(x), means(y)
        variances = means(x * x + y * y) - mx * mx - my * my
        covariance = means(x * y) - mx * my
        ssim = (2 * mx * my + 1e-4) * (2 * covariance + 9e-4) / ((mx * mx + my * my + 1e-4) * (variances + 9e-4))
        total = total + (1 - ssim).mean((1, 2, 3))
        for axis in (2, 3):
            step = (x - y).diff(dim=axis)
            total = total + 2.5 * ((step * step + 1e-6).sqrt() - 1e-3).mean((1, 2, 3))
        scales += 1
    return total / scales


class Theirs:
    """The authors' network, in this process."""

    def __init__(self, options):
        import torch
        torch.set_num_threads(options.threads)
        self.torch = torch
        self.paper = build(options.folder, compact=False).eval()
        self.net = build(options.folder, compact=True).train()
        self.adam = torch.optim.Adam(self.net.parameters(), lr=5e-4)
        self.hazy, self.clean = torch.rand(4, 3, 128, 128), torch.rand(4, 3, 128, 128)
        self.map, self.truth = torch.rand(4, 1, 128, 128), torch.rand(4, 1, 128, 128)

    def do(self, kind):
        processor, start = time.process_time(), time.perf_counter()
        self.train() if kind == "train" else self.infer()
        return [(time.perf_counter() - start) * 1e3, (time.process_time() - processor) * 1e3]

    def infer(self):
        torch = self.torch
        with torch.no_grad():
            self.paper(torch.rand(1, 3, 256, 256), 999 * torch.rand(1, 1, 256, 256), use_refine=True)

    def train(self):
        torch = self.torch
        self.adam.zero_grad()
        velocity, t = self.net(self.hazy, 999 * self.map, use_refine=True)
        losses = (structure(self.hazy + (1 - t) * velocity, self.clean) + ((velocity - (self.clean - 1)) ** 2).mean((1, 2, 3))
            + 0.5 * ((t - self.truth) ** 2).mean((1, 2, 3)))
        losses.mean().backward()
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        self.adam.step()


def difference(ours, theirs):
    """Of the same random weights in both: the archive that we write, and their network with its state dict."""
    import torch
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "net.pt")
        ours.do("export", path)
        script = torch.jit.load(path)
        weights = random_weights(script)
        script.load_state_dict(weights)
        missing, unexpected = theirs.net.load_state_dict(
            {name.removeprefix("module."): value for name, value in weights.items()}, strict=False)
        assert set(missing) <= {"sigmas"} and not unexpected, (missing[:3], unexpected[:3])
        hazy, t = torch.rand(2, 3, 128, 128), torch.rand(2, 1, 128, 128)
        with torch.no_grad():
            expected = theirs.net.eval()(hazy, 999 * t, use_refine=True)
            theirs.net.train()
            return max((a - b).abs().max().item() for a, b in zip(script(hazy, t), expected)), expected[0].abs().max().item()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", help="the authors' repository")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--class-path", default=CLASS_PATH)
    parser.add_argument("--natives", default=NATIVES)
    parser.add_argument("--kinds", nargs="+", default=["train", "paper"])
    options = parser.parse_args()
    import torch
    ours, theirs = Ours(options, "HazeFlowTimes"), Theirs(options)
    print(f"PyTorch {torch.__version__}, {options.threads} threads, load {os.getloadavg()[0]:.1f} at the start")
    print("largest difference %.1e of values up to %.1f" % difference(ours, theirs), flush=True)
    print("milliseconds: wall median, fastest; processor median, least")
    for kind in options.kinds:
        sides = [("ours", ours), ("theirs", theirs)]
        if kind == "paper":
            sides.append(("alone", ours))
        times = {name: [] for name, _ in sides}
        warm = 1 if kind == "paper" else 3
        for run in range(options.runs + warm):
            for name, side in sides:
                time.sleep(PAUSE)
                result = side.do("paper-alone" if name == "alone" else kind)
                if run >= warm:
                    times[name].append(result)
        table = {name: [statistics.median(wall), min(wall), statistics.median(cpu), min(cpu)]
            for name, (wall, cpu) in ((name, zip(*results)) for name, results in times.items())}
        for name in table:
            ratios = [a / b for a, b in zip(table[name], table["theirs"])]
            print(f"{kind} {name:8s}" + "".join(f"{v:10.1f}" for v in table[name]) + "  / theirs"
                + "".join(f"{v:6.2f}" for v in ratios) + f"   load {os.getloadavg()[0]:.1f}", flush=True)
    crops = [ours.do("crops")[0] for _ in range(5)]
    print(f"crops of a step, ours: {statistics.median(crops):.0f} ms")
    print(f"peak MB ours {ours.peak():.0f} theirs {peak('self'):.0f}")
    ours.close()


if __name__ == "__main__":
    main()
