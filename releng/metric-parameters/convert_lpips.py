#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Converts the published channel weights of LPIPS 0.1 to the text resources of org.hazelab.networks.

Run by hand, never by the build; needs pip, numpy and torch. Downloads the authors' package, checks the sha256 of every
file it takes from it and writes alex.txt, vgg.txt and squeeze.txt:

    python3 releng/metric-parameters/convert_lpips.py bundles/org.hazelab.networks/src/org/hazelab/networks/lpips
"""

import io
import pathlib
import sys
import tempfile

import numpy
import torch

from convert import checked, package, write

SHA = {
    "alex": "df73285e35b22355a2df87cdb6b70b343713b667eddbda73e1977e0c860835c0",
    "vgg": "a78928a0af1e5f0fcb1f3b9e8f8c3a2a5a3de244d830ad5c1feddc79b8432868",
    "squeeze": "4a5350f23600cb79923ce65bb07cbf57dca461329894153e05a1346bd531cf76",
}


def main():
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    target = pathlib.Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        files = package("lpips==0.1.4", folder)
    for net, sha in SHA.items():
        data = checked(files[f"lpips/weights/v0.1/{net}.pth"], sha)
        heads = torch.load(io.BytesIO(data), map_location="cpu", weights_only=True)
        assert list(heads) == [f"lin{k}.model.1.weight" for k in range(len(heads))]
        lines = []
        for tensor in heads.values():
            assert tensor.dtype == torch.float32 and tuple(tensor.shape) == (1, tensor.numel(), 1, 1)
            lines.append(" ".join(numpy.format_float_scientific(v, unique=True, trim="0", exp_digits=1)
                for v in tensor.numpy().ravel()))
            assert numpy.array_equal(numpy.array(lines[-1].split(" "), numpy.float32), tensor.numpy().ravel())
        write(target / f"{net}.txt", [
            f"LPIPS 0.1, {net}: the weights of the channels behind each layer that is compared, a line a layer.",
            f"Source: package lpips 0.1.4 (BSD-2-Clause), lpips/weights/v0.1/{net}.pth, sha256",
            sha,
            "see notices/LPIPS.txt in this bundle for its licence, which travels with every copy.",
            "Converted by releng/metric-parameters/convert_lpips.py; shortest decimals that give the same floats.",
        ], lines)


if __name__ == "__main__":
    main()
