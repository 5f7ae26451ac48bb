#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The PyTorch packages piq and pyiqa beside our VSI, FSIM, FSIMc, GMSD, NIQE and BRISQUE: differences and times.

Needs `pip install piq==0.8.0 pyiqa==0.1.16 scipy pillow`. The packages fetch the parameters of NIQE and BRISQUE from the
network; here they get those that HazeLab ships, which are the same numbers. From the repository root:

    perceptual_peers.py make PHOTOS PAIRS        distorted and cropped pairs of a folder of photographs, as PNG
    java -cp "<benchmarks>" org.hazelab.benchmarks.ScorePairs PAIRS > ours.csv
    perceptual_peers.py compare PAIRS ours.csv [METRIC...]   the largest differences, in 64-bit floats
    perceptual_peers.py time                     the times of a pair of 1024 x 768, two threads, 32-bit floats

Where <benchmarks> is what ./mvnw -Pbenchmarks -DskipTests package leaves: see tests/benchmarks/pom.xml.
"""

import collections
import csv
import io
import pathlib
import statistics
import sys
import tempfile
import time

import numpy
import scipy.io
import torch
from PIL import Image, ImageFilter

ROOT = pathlib.Path(__file__).resolve().parents[3]
PARAMETERS = ROOT / "bundles/org.hazelab.metrics/src/org/hazelab/metrics/noreference"


def lines(resource):
    text = (PARAMETERS / resource).read_text().splitlines()
    return [numpy.array([float(v) for v in line.split()]) for line in text if not line.startswith("#")]


def peers(dtype):
    """Functions of (image, reference) by metric and package; tensors of 1 x 3 x H x W in [0, 1]."""
    import piq
    import pyiqa
    from pyiqa.archs.brisque_arch import BRISQUE
    from pyiqa.archs.niqe_arch import NIQE

    folder = pathlib.Path(tempfile.mkdtemp())
    niqe = lines("niqe.txt")
    scipy.io.savemat(folder / "niqe.mat", {"mu_prisparam": niqe[0][None], "cov_prisparam": numpy.array(niqe[1:])})
    vectors = torch.tensor(numpy.array(lines("brisque.txt")[4:]))
    # The package exports a function of the module's name.
    sys.modules["piq.brisque"].load_url = lambda *a, **k: (vectors[:, 0].clone().to(dtype), vectors[:, 1:].clone().to(dtype))
    torch.save((vectors[:, 0], vectors[:, 1:].contiguous()), folder / "brisque.pth")
    p_niqe = NIQE(pretrained_model_path=str(folder / "niqe.mat"))
    p_brisque = BRISQUE(pretrained_model_path=str(folder / "brisque.pth"))
    p = {name: pyiqa.create_metric(name, device="cpu", as_loss=False) for name in ("vsi", "fsim", "gmsd")}
    return {
        ("vsi", "piq"): lambda d, r: piq.vsi(d, r), ("vsi", "pyiqa"): lambda d, r: p["vsi"](d, r),
        ("fsim", "piq"): lambda d, r: piq.fsim(d, r, chromatic=False),
        ("fsimc", "piq"): lambda d, r: piq.fsim(d, r), ("fsimc", "pyiqa"): lambda d, r: p["fsim"](d, r),
        ("gmsd", "piq"): lambda d, r: piq.gmsd(d, r), ("gmsd_pyiqa", "pyiqa"): lambda d, r: p["gmsd"](d, r),
        ("brisque", "piq"): lambda d, r: piq.brisque(d), ("brisque", "pyiqa"): lambda d, r: p_brisque(d),
        ("niqe", "pyiqa"): lambda d, r: p_niqe(d)}


def tensor(path, dtype):
    array = numpy.asarray(Image.open(path).convert("RGB"))
    return torch.from_numpy(array.transpose(2, 0, 1).astype(numpy.float64) / 255)[None].to(dtype)


def make(photos, pairs):
    """Cuts 1 to 24 pixels off the photographs, so that sides are odd as often as even, and distorts them in turn."""
    pairs.mkdir(parents=True, exist_ok=True)
    random = numpy.random.default_rng(1)
    for k, path in enumerate(sorted(p for p in photos.iterdir() if p.suffix.lower() in (".png", ".jpg", ".jpeg", ".bmp"))):
        image = Image.open(path).convert("RGB")
        image = image.crop((0, 0, image.width - (7 * k) % 25, image.height - (11 * k) % 24))
        image.save(pairs / f"{path.stem}_reference.png")
        array = numpy.asarray(image).astype(float)
        if k % 4 == 0:
            array = array + random.normal(0, 4 + k, array.shape)
        elif k % 4 == 1:
            array = numpy.asarray(image.filter(ImageFilter.GaussianBlur(0.6 + k / 10))).astype(float)
        elif k % 4 == 2:
            file = io.BytesIO()
            image.save(file, "JPEG", quality=20 + 2 * k)
            array = numpy.asarray(Image.open(file)).astype(float)
        else:
            t = numpy.linspace(0.4, 0.8, array.shape[0])[:, None, None]
            array = array * t + 225 * (1 - t)
        distorted = numpy.clip(numpy.rint(array), 0, 255).astype(numpy.uint8)
        Image.fromarray(distorted).save(pairs / f"{path.stem}_image.png")


def compare(pairs, ours, only):
    mine = collections.defaultdict(dict)
    with open(ours) as file:
        for row in csv.DictReader(file):
            mine[row["metric"]][row["name"]] = float(row["value"] or "nan")
    functions = peers(torch.float64)
    print("metric,package,images,largest,median,image")
    for (metric, package), score in functions.items():
        if only and metric not in only:
            continue
        differences = {}
        for name in sorted(mine[metric]):
            image = tensor(pairs / f"{name}_image.png", torch.float64)
            reference = tensor(pairs / f"{name}_reference.png", torch.float64)
            with torch.no_grad():
                differences[name] = abs(float(score(image, reference)) - mine[metric][name])
        values = list(differences.values())
        worst = max(differences, key=differences.get)
        print(f"{metric},{package},{len(values)},{max(values):.3g},{statistics.median(values):.3g},{worst}", flush=True)


def times():
    torch.set_num_threads(2)
    random = numpy.random.default_rng(1)
    y, x = numpy.mgrid[0:768, 0:1024]
    clean = numpy.stack([127.5 + 80 * numpy.sin(x / (6 + c) + y / 15) + 30 * numpy.cos(x * y / 800) for c in range(3)])
    noisy = [numpy.clip(numpy.rint(clean + random.normal(0, 6, clean.shape)), 0, 255) / 255 for _ in range(2)]
    image, reference = (torch.tensor(n, dtype=torch.float32)[None] for n in noisy)
    print("metric,package,median_ms,fastest_ms")
    for (metric, package), score in peers(torch.float32).items():
        taken = []
        with torch.no_grad():
            for _ in range(15):
                start = time.perf_counter()
                score(image, reference)
                taken.append(1e3 * (time.perf_counter() - start))
        print(f"{metric},{package},{statistics.median(taken[5:]):.1f},{min(taken):.1f}", flush=True)


def main():
    if len(sys.argv) == 4 and sys.argv[1] == "make":
        make(pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]))
    elif len(sys.argv) >= 4 and sys.argv[1] == "compare":
        compare(pathlib.Path(sys.argv[2]), sys.argv[3], sys.argv[4:])
    elif sys.argv[1:] == ["time"]:
        times()
    else:
        raise SystemExit(__doc__)


if __name__ == "__main__":
    main()
