# SPDX-License-Identifier: Apache-2.0
"""Makes the checkpoints that CheckpointFileTest reads, with PyTorch itself.

    pip install torch numpy
    python make_checkpoints.py ../resources/org/hazelab/runtime/file/checkpoint

The files in the repository were made with PyTorch 2.15.0 and numpy 2.4.6 on Python 3.11. All values are chosen here
and repeated in the test.
"""
import os
import sys
import zipfile
from collections import Counter, OrderedDict

import numpy
import torch

folder = sys.argv[1]


def ramp(*shape, dtype=torch.float32):
    """0, 1, 2, ... in row-major order."""
    count = int(numpy.prod(shape))
    return torch.arange(count).to(dtype).reshape(shape)


def save(name, what, **how):
    torch.save(what, os.path.join(folder, name), **how)


class Net(torch.nn.Module):

    def __init__(self):
        super().__init__()
        self.conv = torch.nn.Conv2d(1, 2, 3)
        self.norm = torch.nn.BatchNorm2d(2)
        with torch.no_grad():
            self.conv.weight.copy_(ramp(2, 1, 3, 3) / 8)
            self.conv.bias.copy_(torch.tensor([0.5, -0.25]))

    def forward(self, x):
        return self.norm(self.conv(x))


class Evil:

    def __reduce__(self):
        return os.system, ("echo this must not run",)


net = Net()
state = net.state_dict()
save("state.zip.pth", state)
save("state.legacy.pth", state, _use_new_zipfile_serialization=False)

# Views: transposed, sliced, shared, expanded; a single number and none.
base = ramp(4, 6)
views = OrderedDict(transposed=base.t(), part=base[1:3, 2:5], column=base[:, 3], whole=base, number=torch.tensor(2.5),
                    none=torch.zeros(0, 3), expanded=torch.tensor([7.0]).expand(3, 2))
save("views.zip.pth", views)
save("views.legacy.pth", views, _use_new_zipfile_serialization=False)

types = {str(t).split(".")[1]: torch.tensor([0, 1, 100]).to(t) for t in (
    torch.float32, torch.float16, torch.bfloat16, torch.float64, torch.int8, torch.uint8, torch.int16, torch.uint16,
    torch.int32, torch.uint32, torch.int64, torch.uint64)}
types["bool"] = torch.tensor([False, True, True])
save("types.zip.pth", {**types, "complex64": torch.tensor([1 + 2j]), "float8": torch.ones(2).to(torch.float8_e5m2)})
legacy = {k: v for k, v in types.items() if not k.startswith("uint") or k == "uint8"}
save("types.legacy.pth", legacy, _use_new_zipfile_serialization=False)

# What trainings store: nested dictionaries, parameters, an optimiser, plain values.
adam = torch.optim.Adam(net.parameters(), lr=1e-4)
net(torch.ones(1, 1, 4, 4)).sum().backward()
adam.step()
training = {
    "epoch": 12, "best": numpy.float64(0.125), "steps": numpy.int64(-3), "done": False, "nothing": None,
    "name": "gr\u00fcn", "large": 2 ** 70, "size": torch.Size([2, 3]), "type": torch.float16,
    "device": torch.device("cuda", 1), "milestones": Counter({30: 1, 80: 1}), "tags": {"a"}, "list": [1, (2.5, [])],
    "params": OrderedDict(w=torch.nn.Parameter(ramp(2, 2))), "params_ema": OrderedDict(w=ramp(2, 2) + 1),
    "optimizer": adam.state_dict(),
}
save("training.zip.pth", training)
save("training.legacy.pth", training, _use_new_zipfile_serialization=False)
save("training.protocol4.pth", training, pickle_protocol=4)

save("evil.zip.pth", {"weights": ramp(2), "more": Evil()})
save("evil.legacy.pth", {"weights": ramp(2), "more": Evil()}, _use_new_zipfile_serialization=False)
save("module.zip.pth", torch.nn.Linear(1, 1))

# Without the tables for debugging, which name folders of this machine.
script = os.path.join(folder, "script.pt")
torch.jit.script(torch.nn.Linear(1, 1)).save(script)
with zipfile.ZipFile(script) as archive:
    parts = {n: archive.read(n) for n in archive.namelist() if not n.endswith(".debug_pkl")}
with zipfile.ZipFile(script, "w") as archive:
    for part, content in parts.items():
        archive.writestr(zipfile.ZipInfo(part), content)


# As OpenAI publishes CLIP: modules within modules, halves, lists of numbers, and a program beside them.
class Published(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = torch.nn.Conv2d(1, 2, 2, bias=False)
        self.class_embedding = torch.nn.Parameter(torch.zeros(2))
        self.resblocks = torch.nn.Sequential(torch.nn.Linear(2, 2), torch.nn.Linear(2, 2))
        self.register_buffer("logit_scale", torch.zeros(()))

    def forward(self, image):
        return self.resblocks(self.conv1(image).mean((2, 3)) + self.class_embedding) * self.logit_scale


def rewritten(name, pickle_of=None):
    with zipfile.ZipFile(os.path.join(folder, name)) as archive:
        parts = {n.split("/", 1)[1]: archive.read(n) for n in archive.namelist() if not n.endswith(".debug_pkl")}
    if pickle_of:
        with zipfile.ZipFile(os.path.join(folder, pickle_of)) as archive:
            parts["data.pkl"] = archive.read(pickle_of.replace(".pth", "") + "/data.pkl")
        parts["data/0"] = archive_part(pickle_of, "data/0")
    with zipfile.ZipFile(os.path.join(folder, name), "w") as archive:
        for part, content in parts.items():
            archive.writestr(zipfile.ZipInfo("published/" + part), content)


def archive_part(name, part):
    with zipfile.ZipFile(os.path.join(folder, name)) as archive:
        return archive.read(name.replace(".pth", "") + "/" + part)


published = Published()
for number, parameter in enumerate([*published.parameters(), published.logit_scale]):
    parameter.data = ramp(*parameter.shape) + number
published = torch.jit.script(published.half())
published.save(os.path.join(folder, "published.script.pt"))
rewritten("published.script.pt")
published.save(os.path.join(folder, "evil.script.pt"))
rewritten("evil.script.pt", "evil.zip.pth")
