# SPDX-License-Identifier: Apache-2.0
"""Compares our metrics with piq, pyiqa, scikit-image and microssim: scores of many pairs, and times.

Pairs are made of pictures that you name: files FOLDER/<name>_GT.png with FOLDER/<name>_hazy.png are pairs as they are; any
other picture becomes the reference of versions of itself with haze, noise, blur or JPEG, some of them cut to odd sizes.
Without a folder, pictures made by formula take their place. Then our side scores all pairs (Java), the packages do, and
the largest difference a metric goes into a table; with --times, every metric is timed instead on a 1024 x 768 pair, two
threads, ours and theirs in turn, each in a process of its own.

The packages fetch the parameters of NIQE and BRISQUE from the network; here they get those that HazeLab ships, so that
the table compares what is computed from them.

    pip install piq pyiqa scikit-image microssim
    ./mvnw -Pbenchmarks -DskipTests package
    python tests/benchmarks/peers/metrics_peers.py [--times] [FOLDER ...]
"""
import argparse
import csv
import io
import math
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np
from PIL import Image

ROOT = Path(__file__).resolve().parents[3]
JAR = ROOT / "tests/benchmarks/target"
CLASS_PATH = os.pathsep.join([str(JAR / "benchmarks.jar"), str(JAR / "lib/*")])
PARAMETERS = ROOT / "bundles/org.hazelab.metrics/src/org/hazelab/metrics/noreference"
warnings.filterwarnings("ignore")


# ---------------------------------------------------------------- pairs

def formula(width, height):
    """The clean picture of MetricPair.java."""
    y, x = np.mgrid[:height, :width].astype(float)
    turn = 2 * np.pi
    red = 127.5 + 80 * np.sin(turn * (x / 37 + y / 91)) + 30 * np.cos(turn * x * y / 5000)
    green = 127.5 + 70 * np.cos(turn * (x / 53 - y / 29)) + 25 * np.sin(turn * (x + 2 * y) / 11)
    blue = 100 + 60 * np.sin(turn * y / 47) + 40 * np.sin(turn * x / 17)
    return to_bytes(np.stack([red, green, blue], -1))


def to_bytes(levels):
    return np.clip(np.rint(levels), 0, 255).astype(np.uint8)


def hazy(picture, top=0.35, growth=0.5):
    height = picture.shape[0]
    t = (top + growth * np.arange(height) / (height - 1))[:, None, None]
    return to_bytes(picture * t + np.array([220, 224, 230]) * (1 - t))


def noisy(picture, seed):
    return to_bytes(picture + np.random.RandomState(seed).normal(0, 12, picture.shape))


def blurred(picture):
    small = Image.fromarray(picture).resize((picture.shape[1] // 2, picture.shape[0] // 2), Image.BILINEAR)
    return np.asarray(small.resize((picture.shape[1], picture.shape[0]), Image.BILINEAR))


def compressed(picture):
    file = io.BytesIO()
    Image.fromarray(picture).save(file, "JPEG", quality=25)
    return np.asarray(Image.open(file))


def pictures(folders):
    if not folders:
        for width, height in ((256, 192), (203, 181), (400, 301), (511, 384), (640, 400), (163, 333)):
            yield f"formula{width}", formula(width, height)
    for folder in folders:
        for path in sorted(Path(folder).iterdir()):
            if path.suffix.lower() in (".png", ".jpg", ".bmp", ".gif") and "_GT" not in path.name \
                    and "_hazy" not in path.name:
                yield path.stem, np.asarray(Image.open(path).convert("RGB"))


def pairs(folders):
    for folder in folders:
        for path in sorted(Path(folder).glob("*_GT.png")):
            beside = path.with_name(path.name.replace("_GT", "_hazy"))
            if beside.exists():
                yield path.stem[:-3], *(np.asarray(Image.open(p).convert("RGB")) for p in (beside, path))
    for index, (name, picture) in enumerate(pictures(folders)):
        # All four parities of the sides come up.
        picture = picture[:picture.shape[0] - index // 2 % 2, :picture.shape[1] - index % 2]
        kinds = {"haze": hazy(picture), "noise": noisy(picture, index), "blur": blurred(picture),
                 "jpeg": compressed(picture)}
        for kind in list(kinds) if not folders else dict.fromkeys([list(kinds)[index % 4], "haze"]):
            yield f"{name}-{kind}", kinds[kind], picture


# ---------------------------------------------------------------- peers

def tensor(picture, dtype=np.float32):
    import torch
    return torch.from_numpy(picture.astype(dtype) / 255).permute(2, 0, 1)[None].contiguous()


def piq_peer(name, **options):
    import piq
    score = getattr(piq, name)
    return lambda image, reference: score(image, reference, **options)


def pyiqa_peer(name, **options):
    import pyiqa
    metric = pyiqa.create_metric(name, device="cpu", **options)
    return lambda image, reference: metric(image, reference)


def parameters(resource):
    """The numbers of our text files, a vector a line; lines with # say what they are."""
    lines = (PARAMETERS / resource).read_text(encoding="utf-8").splitlines()
    return [np.array([float(number) for number in line.split()]) for line in lines if not line.startswith("#")]


def support_vectors():
    """Coefficients and vectors of BRISQUE's model; four lines of settings stand before them."""
    import torch
    lines = torch.tensor(np.array(parameters("brisque.txt")[4:]))
    return lines[:, 0].clone(), lines[:, 1:].clone()


def piq_brisque():
    import piq
    # The package exports a function of the module's name.
    vectors = support_vectors()

    def score(image, reference):
        sys.modules["piq.brisque"].load_url = lambda *_, **__: [part.to(image.dtype) for part in vectors]
        return piq.brisque(image)
    return score


def pyiqa_brisque():
    import torch
    from pyiqa.archs.brisque_arch import BRISQUE
    with tempfile.NamedTemporaryFile(suffix=".pth") as file:
        torch.save(support_vectors(), file.name)
        metric = BRISQUE(pretrained_model_path=file.name)
    return lambda image, reference: metric(image)


def pyiqa_niqe():
    import scipy.io
    from pyiqa.archs.niqe_arch import NIQE
    mean, *covariance = parameters("niqe.txt")
    with tempfile.NamedTemporaryFile(suffix=".mat") as file:
        scipy.io.savemat(file.name, {"mu_prisparam": mean[None], "cov_prisparam": np.array(covariance)})
        metric = NIQE(pretrained_model_path=file.name)
    return lambda image, reference: metric(image)


def levels(picture):
    return np.rint(picture[0].permute(1, 2, 0).numpy().astype(float) * 255)


def luma(picture):
    """Rounded as pyiqa does: weights of 32 bits, products of 64."""
    return np.rint(levels(picture) @ np.array([0.299, 0.587, 0.114], np.float32).astype(float))


def skimage_rgb(image, reference):
    from skimage.metrics import structural_similarity
    return structural_similarity(levels(image), levels(reference), data_range=255, channel_axis=2)


def skimage_luma(image, reference):
    from skimage.metrics import structural_similarity
    return structural_similarity(luma(image), luma(reference), data_range=255)


def skimage_mse(image, reference):
    from skimage.metrics import mean_squared_error
    return mean_squared_error(levels(image), levels(reference))


def micro(image, reference):
    """The three channels as three images, and the factor searched for to the end: the package stops at 1e-5."""
    from microssim import MicroMS3IM
    from microssim.image_processing import compute_norm_parameters
    from microssim.ri_factor.ri_factor import _aggregate_ssim_elements
    from microssim.ssim.ssim_utils import _scaled_ssim
    from scipy.optimize import minimize_scalar
    pred, gt = (np.moveaxis(levels(p), -1, 0) for p in (image, reference))
    offset_gt, offset_pred, most = compute_norm_parameters(gt, pred)
    elements = _aggregate_ssim_elements((gt - offset_gt) / most, (pred - offset_pred) / most)
    guess = minimize_scalar(lambda a: -_scaled_ssim(a, elements).SSIM.mean(), bracket=(0.8, 1.2), tol=1e-12).x
    metric = MicroMS3IM(offset_gt=offset_gt, offset_pred=offset_pred, max_val=most, ri_factor=guess)
    metric.fit(gt, pred)
    return np.mean([float(metric.score(g, p, betas=(0.0448, 0.2856, 0.3001))) for g, p in zip(gt, pred)])


PEERS = {
    "psnr": [],
    "psnr_capped": [("piq", piq_peer, "psnr"), ("pyiqa", pyiqa_peer, "psnr")],
    "psnr_y": [("piq (with its 1e-8)", piq_peer, "psnr", {"convert_to_greyscale": True}),
               ("pyiqa (with its 1e-8)", pyiqa_peer, "psnry")],
    "mse": [("scikit-image", skimage_mse)],
    "ssim": [("piq", piq_peer, "ssim", {"downsample": False})],
    "ssim_downsampled": [("piq", piq_peer, "ssim")],
    "ssim_y": [("pyiqa", pyiqa_peer, "ssim")],
    "ssim_y_downsampled": [("pyiqa", pyiqa_peer, "ssim", {"downsample": True})],
    "ssim_uniform": [("scikit-image", skimage_rgb)],
    "ssim_y_uniform": [("scikit-image", skimage_luma)],
    "ms_ssim": [("pyiqa", pyiqa_peer, "ms_ssim")],
    "ms_ssim_rgb": [("piq", piq_peer, "multi_scale_ssim")],
    "micro_ms3im": [("microssim", micro)],
    "vsi": [("piq", piq_peer, "vsi"), ("pyiqa", pyiqa_peer, "vsi")],
    "fsim": [("piq", piq_peer, "fsim", {"chromatic": False}), ("pyiqa", pyiqa_peer, "fsim", {"chromatic": False})],
    "fsimc": [("piq", piq_peer, "fsim", {"chromatic": True}), ("pyiqa", pyiqa_peer, "fsim")],
    "gmsd": [("piq", piq_peer, "gmsd")],
    "gmsd_pyiqa": [("pyiqa", pyiqa_peer, "gmsd")],
    "niqe": [("pyiqa", pyiqa_niqe)],
    "brisque": [("piq", piq_brisque), ("pyiqa", pyiqa_brisque)],
}
# Times only: what computes the same up to a constant.
TIMED = {"psnr": [("piq", piq_peer, "psnr"), ("pyiqa", pyiqa_peer, "psnr")]}


def make(peer):
    _, maker, *arguments = peer
    if not arguments:
        return maker() if maker.__name__.startswith(("piq_", "pyiqa_")) else maker
    options = arguments[1] if len(arguments) > 1 else {}
    return maker(arguments[0], **options)


def compare(folder, ours):
    """Largest absolute difference of each metric and peer: {(metric, peer): (difference, pair, pairs, our smallest)}."""
    import torch
    rows = {row["name"]: row for row in csv.DictReader(open(ours, encoding="utf-8"))}

    def inputs(name, dtype):
        return [tensor(np.asarray(Image.open(folder / f"{name}_{kind}.png")), dtype) for kind in ("image", "reference")]

    def score_of(score, name):
        """In 64-bit floats, or in 32 where a package takes no others."""
        try:
            return float(score(*inputs(name, np.float64)))
        except RuntimeError:
            return float(score(*inputs(name, np.float32)))

    found = {}
    for metric, peers in PEERS.items():
        for peer in peers if metric in next(iter(rows.values())) else ():
            score = make(peer)
            differences = []
            for name, row in rows.items():
                if row[metric] == "":
                    continue
                with torch.no_grad():
                    try:
                        theirs = score_of(score, name)
                    except (AssertionError, ValueError, RuntimeError):
                        continue
                differences.append((abs(theirs - float(row[metric])), name))
            if differences:
                found[metric, peer[0]] = (*max(differences), len(differences),
                                          statistics.median(d for d, _ in differences))
    return found


# ---------------------------------------------------------------- times

def time_peer(metric, index):
    """Runs in a process of its own: median wall, smallest wall, mean processor time of one score, in milliseconds."""
    import torch
    torch.set_num_threads(2)
    score = make(TIMED.get(metric, PEERS[metric])[index])
    picture = formula(1024, 768)
    image, reference = tensor(hazy(picture)), tensor(picture)
    with torch.no_grad():
        start = time.perf_counter()
        score(image, reference)
        score(image, reference)
        # Long ones are timed less often.
        times = max(3, min(50, int(20 / (time.perf_counter() - start))))
        wall, processor = [], time.process_time()
        for _ in range(times):
            start = time.perf_counter()
            score(image, reference)
            wall.append(1000 * (time.perf_counter() - start))
        processor = 1000 * (time.process_time() - processor) / times
    print(f"{statistics.median(wall):.3f} {min(wall):.3f} {processor:.3f}")


def numbers(command):
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [float(number) for number in output.split()[-3:]]


def java(class_path, main, *arguments):
    return ["java", "-XX:ActiveProcessorCount=2", "-cp", class_path, f"org.hazelab.benchmarks.{main}", *map(str, arguments)]


def time_all(class_path, metrics):
    for metric in metrics:
        yield metric, "HazeLab", numbers(java(class_path, "MetricTimes", metric)), os.getloadavg()[0]
        for index, peer in enumerate(TIMED.get(metric, PEERS.get(metric, []))):
            yield (metric, peer[0].split(" ")[0],
                   numbers([sys.executable, __file__, "--time-peer", metric, str(index)]), os.getloadavg()[0])


# ---------------------------------------------------------------- report

def versions():
    for package in ("torch", "piq", "pyiqa", "scikit-image", "microssim", "numpy"):
        try:
            yield f"{package} {version(package)}"
        except PackageNotFoundError:
            yield f"{package} not installed"


def processor():
    try:
        for line in open("/proc/cpuinfo", encoding="utf-8"):
            if line.startswith("model name"):
                return line.split(":")[1].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def number(value):
    return "0" if value == 0 else f"{value:.1e}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", help="folders of pictures")
    parser.add_argument("--work", default="metrics-peers", type=Path, help="where pairs and scores go")
    parser.add_argument("--out", type=Path, help="the Markdown file to write")
    parser.add_argument("--times", action="store_true", help="time every metric instead")
    parser.add_argument("--class-path", default=CLASS_PATH, help="of our benchmarks")
    parser.add_argument("--metrics", help="only these, separated by commas")
    parser.add_argument("--time-peer", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.time_peer:
        time_peer(options.time_peer[0], int(options.time_peer[1]))
        return
    folder = options.work / "pairs"
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    sizes = set()
    for count, (name, image, reference) in enumerate(pairs(options.folders), 1):
        Image.fromarray(image).save(folder / f"{name}_image.png")
        Image.fromarray(reference).save(folder / f"{name}_reference.png")
        sizes.add((reference.shape[1], reference.shape[0]))
    ours = options.work / "ours.csv"
    subprocess.run(java(options.class_path, "MetricScores", folder, ours), check=True)
    if options.metrics:
        for table in (PEERS, TIMED):
            for metric in [m for m in table if m not in options.metrics.split(",")]:
                del table[metric]
    odd = sum(1 for width, height in sizes if width % 2 or height % 2)
    lines = [f"{', '.join(versions())}; Java {java_version()}; {processor()}, {os.cpu_count()} cores.", ""]
    if options.times:
        lines += ["One score of a 1024 x 768 colour pair in milliseconds, two threads, ours and theirs in turn. Processor time "
                  "is that of all threads together; other programs disturb it less than wall time.", "",
                  "| metric | program | wall, median | wall, smallest | processor | load of the machine |",
                  "|---|---|---|---|---|---|"]
        known = next(csv.reader(open(ours, encoding="utf-8")))[1:]
        for metric, program, (wall, least, used), load in time_all(
                options.class_path, [m for m in known if m in PEERS]):
            lines.append(f"| {metric} | {program} | {wall:.1f} | {least:.1f} | {used:.1f} | {load:.1f} |")
    else:
        lines += [f"{count} pairs of 8-bit colour pictures of {len(sizes)} sizes, {odd} of them with an odd side.", "",
                  "| metric | peer | pairs | largest difference | median difference | largest at |",
                  "|---|---|---|---|---|---|"]
        for (metric, peer), (difference, name, pairs_, median) in compare(folder, ours).items():
            lines.append(f"| {metric} | {peer} | {pairs_} | {number(difference)} | {number(median)} | {name} |")
    text = "\n".join(lines) + "\n"
    if options.out:
        options.out.write_text(text, encoding="utf-8")
    print(text)


def java_version():
    output = subprocess.run(["java", "-version"], capture_output=True, text=True, check=True).stderr
    return output.split('"')[1]


if __name__ == "__main__":
    main()
