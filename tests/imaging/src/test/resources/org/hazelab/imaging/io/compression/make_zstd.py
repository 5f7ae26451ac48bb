# SPDX-License-Identifier: Apache-2.0
"""Makes zstd.txt: Zstandard data of every kind, packed by the program zstd 1.5, and the checksum of what it unpacks to.

Run with Python 3.11 and zstd 1.5.4:
    python make_zstd.py > zstd.txt
A line: name, bytes when unpacked, their SHA-256, base64 of the packed data.
"""
import base64, hashlib, os, random, struct, subprocess, tempfile

random.seed(7)
words = [bytes(random.randrange(97, 123) for _ in range(random.randrange(2, 9))) for _ in range(60)]
text = b' '.join(random.choice(words) for _ in range(700))
phrases = [b' '.join(random.choice(words) for _ in range(40)) for _ in range(12)]
large = b'. '.join(random.choice(phrases) for _ in range(1000))
skew = bytes(min(255, int(random.expovariate(0.5))) for _ in range(3000))
noise = random.randbytes(900)


def packed(data, *options, size=False):
    """With the size in the header if it comes from a file, without it if it comes through a pipe."""
    if not size:
        return subprocess.run(['zstd', '-q', '-c', *options], input=data, stdout=subprocess.PIPE, check=True).stdout
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, 'data'), 'wb') as f:
            f.write(data)
        return packed(b'', *options, f.name)


for name, data, frames in (
        ('empty', b'', packed(b'')), ('one', b'x', packed(b'x', '--no-check', size=True)), ('noise', noise, packed(noise)),
        ('zeros', bytes(400000), packed(bytes(400000), '--no-check')), ('text', text, packed(text, '-1', '--no-check')),
        ('text-best', text, packed(text, '-19', size=True)), ('skew', skew, packed(skew, '-3')),
        ('skew-fast', skew, packed(skew, '--fast=5')), ('large', large, packed(large, '-3')),
        ('large-best', large, packed(large, '--ultra', '-22', '--no-check', size=True)),
        ('small-window', large, packed(large, '-5', '--zstd=wlog=14')),
        ('tiny-window', text * 4, packed(text * 4, '--zstd=wlog=10')),
        ('frames', text + noise, packed(text) + struct.pack('<II', 0x184D2A53, 5) + b'12345' + packed(noise))):
    print(name, len(data), hashlib.sha256(data).hexdigest(), base64.b64encode(frames).decode())
