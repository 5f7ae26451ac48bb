# SPDX-License-Identifier: Apache-2.0
"""Times HazeMatching's 128-net against the network class that its authors use (torchcfm's U-Net), in PyTorch.

One Euler step (a velocity) and one training step, ours and theirs in turn, the same batch and number of threads, each
side in a process of its own; then the peak memory of fresh processes that do one kind of work alone. OpenMP's threads
wait as each side has it by default. Theirs is set up as in the authors' scripts: float32, row by row in
memory, attention recomputed in the backward pass, torch.optim.Adam.

    pip install torch torchcfm
    ./mvnw -q -Pbenchmarks -DskipTests package
    python tests/benchmarks/peers/hazematching_peers.py --batches 1 4 16
"""
import argparse
import glob
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
JAR = ROOT / "tests/benchmarks/target"
CLASS_PATH = os.pathsep.join(sorted(glob.glob(str(JAR / "benchmarks*.jar"))) + [str(JAR / "lib/*"),
    str(ROOT / "bundles/org.hazelab.runtime/lib/*")])
NATIVES = os.pathsep.join([str(ROOT / "bundles/org.hazelab.runtime/natives"), str(ROOT / "tests/target/pytorch")])
SIDE = 128
PAUSE = 0.05  # seconds, until the waiting threads of the other side sleep


def peak(process):
    """The most memory that a process has held, in MB (Linux)."""
    for line in open(f"/proc/{process}/status"):
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return float("nan")


class Ours:
    """The Java process, which answers a line with its wall time and processor time in milliseconds."""

    def __init__(self, options, program="HazeMatchingTimes"):
        self.process = subprocess.Popen(["java", "-Dhazelab.natives=" + options.natives, "-cp", options.class_path,
            "org.hazelab.benchmarks." + program, str(options.threads)], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True)

    def do(self, kind, value=""):
        self.process.stdin.write(f"{kind} {value}".rstrip() + "\n")
        self.process.stdin.flush()
        return [float(number) for number in self.process.stdout.readline().split()]

    def peak(self):
        return peak(self.process.pid)

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def random_weights(script):
    """For every parameter of an archive: normal numbers, those of a normalisation's scale around 1."""
    import torch
    generator = torch.Generator().manual_seed(2)
    return {name: torch.randn(value.shape, generator=generator) * 0.05 + (name.endswith("weight") and value.dim() == 1)
        for name, value in script.state_dict().items()}


def build():
    import torch
    from torchcfm.models.unet import unet
    torch.manual_seed(1)
    net = unet.UNetModel(image_size=SIDE, in_channels=2, model_channels=32, out_channels=1, num_res_blocks=1,
        attention_resolutions=(8,), channel_mult=(1, 1, 2, 3, 4))
    for module in net.modules():
        if isinstance(module, unet.AttentionBlock):
            module.use_checkpoint = True
    return net


class Theirs:
    """The authors' network, in this process."""

    def __init__(self, options):
        import torch
        torch.set_num_threads(options.threads)
        self.torch = torch
        self.net = build()
        self.adam = torch.optim.Adam(self.net.parameters(), lr=1e-4)

    def do(self, kind, batch):
        fast = kind.endswith("-fast")
        processor, start = time.process_time(), time.perf_counter()
        (self.infer if kind.startswith("infer") else self.train)(batch, fast)
        return [(time.perf_counter() - start) * 1e3, (time.process_time() - processor) * 1e3]

    def infer(self, batch, fast=False):
        torch = self.torch
        self.net.eval()
        with torch.no_grad():
            state = torch.randn(batch, 2, SIDE, SIDE)
            with torch.autocast("cpu", torch.bfloat16, enabled=fast):
                velocity = self.net(torch.full((batch,), 0.5), state)
            state[:, :1] += 0.1 * velocity

    def train(self, batch, fast=False):
        torch = self.torch
        self.net.train()
        for module in self.net.modules():
            if hasattr(module, "use_checkpoint"):
                module.use_checkpoint = not fast  # torchcfm's own recomputation does not know autocast
        noise, clean, hazy = (torch.randn(batch, 1, SIDE, SIDE) for _ in range(3))
        t = torch.rand(batch)
        self.adam.zero_grad()
        s = t[:, None, None, None]
        with torch.autocast("cpu", torch.bfloat16, enabled=fast):
            velocity = self.net(t, torch.cat([s * clean + (1 - s) * noise, hazy], 1))
        loss = ((velocity - (clean - noise)) ** 2).mean()
        loss.backward()
        self.adam.step()
        loss.item()


def difference(ours):
    """Of the same random weights in both: the archive that we write, and their network with its state dict."""
    import torch
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "net.pt")
        ours.do("export", path)
        script = torch.jit.load(path)
        weights = random_weights(script)
        script.load_state_dict(weights)
        net = build().eval()
        net.load_state_dict(weights)
        image = torch.randn(2, 2, SIDE, SIDE, generator=torch.Generator().manual_seed(3))
        t = torch.tensor([0.25, 0.75])
        with torch.no_grad():
            expected = net(t, image)
            return (script(t, image) - expected).abs().max().item(), expected.abs().max().item()


def measure(options):
    import torch
    ours, theirs = Ours(options), Theirs(options)
    print(f"PyTorch {torch.__version__}, {options.threads} threads, load {os.getloadavg()[0]:.1f} at the start")
    print("largest difference %.1e of values up to %.1f" % difference(ours))
    for kind in options.kinds:
        sides = [("ours", ours, kind), ("theirs", theirs, kind)]
        if options.fast:
            sides += [("fast", ours, kind + "-fast"), ("autocast", theirs, kind + "-fast")]
        for batch in options.batches:
            times = {name: [] for name, _, _ in sides}
            for run in range(options.runs + 2):
                for name, side, how in sides:
                    time.sleep(PAUSE)
                    result = side.do(how, batch)
                    if run >= 2:
                        times[name].append(result)
            table = {name: [statistics.median(wall), min(wall), statistics.median(cpu), min(cpu)]
                for name, (wall, cpu) in ((name, zip(*results)) for name, results in times.items())}
            for name in table:
                ratios = [a / b for a, b in zip(table[name], table["theirs"])]
                print(f"{kind} {batch:3d} {name:8s}" + "".join(f"{v:10.1f}" for v in table[name]) + "  / theirs"
                    + "".join(f"{v:6.2f}" for v in ratios) + f"   load {os.getloadavg()[0]:.1f}", flush=True)
    ours.close()


def peaks(options):
    for kind in options.kinds:
        for batch in options.batches:
            ours = Ours(options)
            for _ in range(3):
                ours.do(kind, batch)
            mine = ours.peak()
            ours.close()
            theirs = subprocess.run([sys.executable, __file__, "--alone", kind, str(batch), "--threads",
                str(options.threads)], capture_output=True, text=True, check=True).stdout
            print(f"{kind} {batch:3d} peak MB ours {mine:.0f} theirs {float(theirs):.0f}", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--batches", type=int, nargs="+", default=[1, 4, 16])
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--class-path", default=CLASS_PATH)
    parser.add_argument("--natives", default=NATIVES)
    parser.add_argument("--alone", nargs=2)
    parser.add_argument("--kinds", nargs="+", default=["infer", "train"])
    parser.add_argument("--fast", action="store_true", help="bfloat16 as well: ours, and theirs by autocast")
    parser.add_argument("--no-peaks", action="store_true")
    options = parser.parse_args()
    if options.alone:
        theirs = Theirs(options)
        for _ in range(3):
            theirs.do(options.alone[0], int(options.alone[1]))
        print(peak("self"))
        return
    print("milliseconds: wall median, fastest; processor median, least")
    measure(options)
    if not options.no_peaks:
        peaks(options)


if __name__ == "__main__":
    main()
