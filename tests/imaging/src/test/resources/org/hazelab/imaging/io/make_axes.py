# SPDX-License-Identifier: Apache-2.0
"""Makes axes.txt: small TIFF files whose axes, palettes or ranges stand in descriptions and tags, with the pixels that a
reader must find in them. The lines are those of golden.txt, see make_golden.py.

The files are written by tifffile or put together here from TIFF 6.0, the OME-TIFF specification and the STK format; the
pixels come from the arrays that were written: pages slice by slice, then time by time, with their channels side by side.

Run with Python 3.11, tifffile 2026.3.3, numpy 2.4.6:
    python make_axes.py > axes.txt
"""
import base64, io, itertools, json, struct, zlib
import numpy as np, tifffile

H, W = 5, 7


def cube(t, z, c, dtype=np.uint16):
    """An image of each time, slice and channel, all different."""
    i = np.arange(t * z * c).reshape(t, z, c, 1, 1)
    y, x = np.mgrid[0:H, 0:W]
    return ((i * 4001 + y * 307 + x * 97 + 13) % (np.iinfo(dtype).max + 1)).astype(dtype)


def put(name, bits, high, pixels, data):
    pixels = np.ascontiguousarray(pixels, dtype='<f4')
    pixels = pixels.reshape(-1, *pixels.shape[-3:])
    print(name + '.tif', bits, '0.0', repr(float(high)), 'x'.join(map(str, pixels.shape)),
          base64.b64encode(zlib.compress(pixels.tobytes(), 9)).decode(), base64.b64encode(data).decode())


def tag(code, kind, values):
    size = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8}[kind]
    form = {1: 'B', 2: 'B', 3: 'H', 4: 'I', 5: 'II'}[kind]
    data = b''.join(struct.pack('<' + form, *(v if isinstance(v, tuple) else (v,))) for v in values)
    return code, kind, len(values), data, size


def tiff(images, description=None, extra=(), rows=H, order=None, first_only=True, lut=None, tail=b''):
    """A little-endian TIFF with a directory for each of the images (or those of order), in strips, not packed."""
    out = bytearray(b'II*\0\0\0\0\0')
    link = 4
    strips = []
    for a in images:
        here = []
        for y in range(0, a.shape[0], rows):
            here.append((len(out), a[y:y + rows].tobytes()))
            out += here[-1][1]
        strips.append(here)
    out += tail
    out += b'\0' * (len(out) % 2)
    for n, i in enumerate(order if order is not None else range(len(images))):
        a = images[i]
        samples = a.shape[2] if a.ndim == 3 else 1
        tags = [tag(256, 4, [a.shape[1]]), tag(257, 4, [a.shape[0]]), tag(258, 3, [a.itemsize * 8] * samples),
                tag(259, 3, [1]), tag(262, 3, [3 if lut is not None else 2 if samples == 3 else 1]),
                tag(273, 4, [s for s, _ in strips[i]]), tag(277, 3, [samples]), tag(278, 4, [rows]),
                tag(279, 4, [len(d) for _, d in strips[i]])]
        if description and (n == 0 or not first_only):
            tags.append(tag(270, 2, list(description.encode() + b'\0')))
        if lut is not None:
            tags.append(tag(320, 3, list(lut.reshape(-1))))
        tags += extra if n == 0 or not first_only else ()
        body = b''
        at = len(out)
        data_at = at + 2 + 12 * len(tags) + 4
        offsets = {}
        # Long values first, so that the file does not end in a palette that is not read.
        for code, _, _, data, _ in sorted(tags, key=lambda t: -len(t[3])):
            offsets[code] = data_at + len(body)
            body += data + b'\0' * (len(data) % 2) if len(data) > 4 else b''
        entries = b''.join(struct.pack('<HHI', code, kind, count)
                           + (struct.pack('<I', offsets[code]) if len(data) > 4 else data.ljust(4, b'\0'))
                           for code, kind, count, data, _ in sorted(tags))
        out += struct.pack('<H', len(tags)) + entries + struct.pack('<I', 0) + body
        struct.pack_into('<I', out, link, at)
        link = at + 2 + 12 * len(tags)
    return bytes(out)


def laid(a, order):
    """The images of a (t, z, c) in an order such as zct, the axis that runs first at the start."""
    back = [{'t': 0, 'z': 1, 'c': 2}[letter] for letter in reversed(order)]
    return list(a.transpose(*back, 3, 4).reshape(-1, H, W))


# ImageJ
a = cube(2, 3, 2)
for order in map(''.join, itertools.permutations('czt')):
    put('ij-' + order, 16, 65535, a, tiff(laid(a, order),
        'ImageJ=1.54f\nimages=12\nchannels=2\nslices=3\nframes=2\norder=%s\nhyperstack=true\n' % order))
put('ij-default', 16, 65535, a, tiff(laid(a, 'czt'),
    'ImageJ=1.54f\nimages=12\nchannels=2\nslices=3\nframes=2\norder=xyczt(default)\n'))
put('ij-crlf-zct', 16, 65535, a[:1], tiff(laid(a[:1], 'zct'),
    'ImageJ=1.54f\r\nimages=6\r\nchannels=2\r\nslices=3\r\norder=zct\r\n'))
put('ij-noslices-zct', 16, 65535, a[:1], tiff(laid(a[:1], 'zct'), 'ImageJ=\nchannels=2\norder=zct\n'))
put('ij-nochannels-tzc', 16, 65535, a[:, :, :1], tiff(laid(a[:, :, :1], 'tzc'),
    'ImageJ=1.54f\nimages=6\nslices=3\nframes=2\norder=tzc\n'))
for name, options in {'ij-onedirectory': {}, 'ij-onedirectory-big': {'bigtiff': True, 'byteorder': '>'}}.items():
    raw = b''.join(i.tobytes() for i in laid(a, 'zct'))
    if options:
        out = io.BytesIO()
        with tifffile.TiffWriter(out, **options) as t:
            t.write(a[0, 0, 0], metadata=None, contiguous=False,
                    description='ImageJ=1.54f\nimages=12\nchannels=2\nslices=3\nframes=2\n')
        data = bytearray(out.getvalue())
        with tifffile.TiffFile(io.BytesIO(data)) as t:
            entry, at = t.pages[0].tags[273].valueoffset, len(data)
        data += a.astype('>u2').tobytes()
        struct.pack_into('>Q', data, entry, at)
        put(name, 16, 65535, a, bytes(data))
    else:
        put(name, 16, 65535, a, tiff([a[0, 0, 0]], 'ImageJ=1.54f\nimages=12\nchannels=2\nslices=3\nframes=2\n', rows=2,
                                    tail=a.tobytes()[2 * H * W:]))
rgb = np.stack([cube(3, 1, 3, np.uint8)[:, 0, c] for c in range(3)], -1)
put('ij-onedirectory-rgb', 8, 255, rgb.transpose(0, 3, 1, 2), tiff([rgb[0]], 'ImageJ=1.54f\nimages=3\nslices=3\n',
                                                                tail=rgb[1:].tobytes()))
v = np.arange(256) * 257
luts = {'green': np.stack([0 * v, v, 0 * v]), 'inverted': np.stack([v[::-1]] * 3),
        'fire': np.stack([np.minimum(v * 2, 65535), v, v[::-1] // 3])}
b = cube(1, 1, 1, np.uint8)
for name, lut in luts.items():
    put('ij-lut-' + name, 8, 255, b, tiff([b[0, 0, 0]], 'ImageJ=1.54f\nmin=0.0\nmax=255.0\n', lut=lut))
    if name == 'green':
        put('ome-lut-' + name, 8, 255, b, tiff([b[0, 0, 0]], '<?xml version="1.0"?><OME><Image><Pixels DimensionOrder='
            '"XYCZT" SizeX="7" SizeY="5" SizeZ="1" SizeC="1" SizeT="1"><TiffData/></Pixels></Image></OME>', lut=lut))
    put('plain-lut-' + name, 8, 255, (lut >> 8)[:, b[0, 0, 0]], tiff([b[0, 0, 0]], lut=lut))
b = cube(1, 3, 2, np.uint8)
put('ij-lut-hyperstack', 8, 255, b, tiff(laid(b, 'czt'), 'ImageJ=1.54f\nimages=6\nchannels=2\nslices=3\n',
                                         lut=luts['green']))

# MetaMorph
s = cube(1, 4, 1)[0, :, 0]
uic = [tag(33628, 4, [0] * 4), tag(33629, 5, [(i, 1) for i in range(4 * 3)][:4]), tag(33630, 5, [(488, 1)] * 4)]
for rows in (H, 2):
    put('stk-rows%d' % rows, 16, 65535, s[:, None], tiff([s[0]], rows=rows, extra=uic, tail=s[1:].tobytes()))
put('stk-uic3', 16, 65535, s[:, None], tiff([s[0]], extra=[uic[2]], tail=s[1:].tobytes()))
put('stk-one', 16, 65535, s[:1, None], tiff([s[0]], extra=[tag(33628, 4, [0]), tag(33629, 5, [(1, 1)])]))
put('stk-directories', 16, 65535, s[:, None], tiff(list(s), extra=[tag(33629, 5, [(1, 1)])], first_only=False))


# OME
def ome(z, c, t, order, inside, image='', prefix='', before='<?xml version="1.0" encoding="UTF-8"?>'):
    pixels = '<Pixels DimensionOrder="%s" Type="uint16" SizeX="7" SizeY="5" SizeZ="%d" SizeC="%d" SizeT="%d">%s</Pixels>'
    text = before + '<!-- not <OME> > --><OME UUID="urn:uuid:1"><Instrument Name="a &gt; b"/><Image>' \
        + pixels % (order, z, c, t, inside) + '</Image>' + image + '</OME>'
    return text.replace('</', '</' + prefix).replace('<I', '<%sI' % prefix).replace('<P', '<%sP' % prefix) \
        .replace('<OME ', '<%sOME ' % prefix).replace('<T', '<%sT' % prefix)


a = cube(2, 3, 2)
for order in map(''.join, itertools.permutations('czt')):
    put('ome-' + order, 16, 65535, a, tiff(laid(a, order),
        ome(3, 2, 2, 'XY' + order.upper(), '<TiffData IFD="0" PlaneCount="12"/>')))
    axes = ''.join(reversed(order)).upper()
    back = [{'t': 0, 'z': 1, 'c': 2}[letter] for letter in reversed(order)]
    out = io.BytesIO()
    tifffile.imwrite(out, a.transpose(*back, 3, 4), ome=True, metadata={'axes': axes + 'YX'}, photometric='minisblack',
                     compression='zlib')
    put('ome-tifffile-' + order, 16, 65535, a, out.getvalue())
put('ome-blank', 16, 65535, a, tiff(laid(a, 'czt'), ome(3, 2, 2, 'XYCZT', '<TiffData/>')))
put('ome-none', 16, 65535, a, tiff(laid(a, 'zct'), ome(3, 2, 2, 'XYZCT', '')))
put('ome-prefix', 16, 65535, a, tiff(laid(a, 'zct'), ome(3, 2, 2, 'XYZCT', '<TiffData/>', prefix='OME:')))
put('ome-wrong-encoding', 16, 65535, a, tiff(laid(a, 'zct'),
    ome(3, 2, 2, 'XYZCT', '<TiffData/>', before='<?xml version="1.0" encoding="utf-16"?>\n')))
# Each plane by itself, and the directories backwards.
each = ''.join('<TiffData IFD="%d" FirstZ="%d" FirstC="%d" FirstT="%d" PlaneCount="1"><UUID FileName="a.tif">urn:uuid:1'
               '</UUID></TiffData>' % (11 - (t * 6 + z * 2 + c), z, c, t)
               for t in range(2) for z in range(3) for c in range(2))
put('ome-each', 16, 65535, a, tiff(laid(a, 'czt'), ome(3, 2, 2, 'XYZTC', each), order=range(11, -1, -1)))
# A run of planes that begins in the middle of an axis.
put('ome-runs', 16, 65535, a, tiff(laid(a, 'zct'),
    ome(3, 2, 2, 'XYZCT', '<TiffData IFD="0" PlaneCount="5"/><TiffData IFD="5" FirstZ="2" FirstC="1" PlaneCount="7"/>')))
two = '<Image><Pixels DimensionOrder="XYZCT" SizeZ="2" SizeC="2" SizeT="1"><TiffData IFD="12" PlaneCount="4"/></Pixels>' \
    '</Image>'
more = cube(1, 2, 2) + 7
put('ome-images', 16, 65535, np.concatenate([a.reshape(-1, 2, H, W), more[0]]), tiff(laid(a, 'czt') + laid(more, 'zct'),
    ome(3, 2, 2, 'XYCZT', '<TiffData IFD="0" PlaneCount="12"/>', two)))
colours = cube(1, 3, 6)[0].reshape(3, 2, 3, H, W)
planes = [colours[z, c].transpose(1, 2, 0) for c in range(2) for z in range(3)]
put('ome-samples', 16, 65535, colours.reshape(3, 6, H, W), tiff(planes, ome(3, 6, 1, 'XYZCT',
    '<Channel SamplesPerPixel="3"/><Channel SamplesPerPixel="3"/><TiffData IFD="0" PlaneCount="6"/>')))
out = io.BytesIO()
tifffile.imwrite(out, colours[:, 0].transpose(0, 2, 3, 1), ome=True, photometric='rgb', metadata={'axes': 'ZYXS'})
put('ome-tifffile-rgb', 16, 65535, colours[:, 0], out.getvalue())
out = io.BytesIO()
with tifffile.TiffWriter(out, bigtiff=True, byteorder='>', ome=True) as t:
    t.write(a, metadata={'axes': 'TZCYX'}, tile=(16, 16), photometric='minisblack', subifds=1, compression='zlib')
    t.write(a[:, :, :, ::2, ::2], subfiletype=1, tile=(16, 16), photometric='minisblack', compression='zlib')
put('ome-pyramid', 16, 65535, a, out.getvalue())

# tifffile
for axes, shape in {'TZCYX': (2, 3, 2), 'ZCYX': (3, 2), 'CYX': (2,), 'CZYX': (2, 3), 'ZTCYX': (3, 2, 2)}.items():
    t, z, c = (dict(zip(axes, shape)).get(letter, 1) for letter in 'TZC')
    a = cube(t, z, c)
    back = [{'T': 0, 'Z': 1, 'C': 2}[letter] for letter in axes[:-2]]
    array = a.transpose(*back, *(i for i in range(3) if i not in back), 3, 4).reshape(*shape, H, W)
    for truncate in (False, True):
        out = io.BytesIO()
        tifffile.imwrite(out, array, metadata={'axes': axes}, truncate=truncate, photometric='minisblack')
        put('shape-%s%s' % (axes.lower(), '-truncated' if truncate else ''), 16, 65535, a, out.getvalue())
a = cube(1, 5, 1)[0, :, 0]
out = io.BytesIO()
tifffile.imwrite(out, a, truncate=True, photometric='minisblack')
put('shape-noaxes-truncated', 16, 65535, a[:, None], out.getvalue())
out = io.BytesIO()
with tifffile.TiffWriter(out, bigtiff=True) as t:
    t.write(a[:3], truncate=True, photometric='minisblack', contiguous=False)
    t.write(a[3:4], photometric='minisblack', contiguous=False)
    t.write(a[4:], photometric='minisblack', contiguous=False)
    t.write(a[:4], truncate=True, photometric='minisblack', contiguous=False)
put('shape-several', 16, 65535, np.concatenate([a, a[:4]])[:, None], out.getvalue())
rgb = cube(1, 3, 3, np.uint8)[0]
out = io.BytesIO()
tifffile.imwrite(out, rgb.transpose(0, 2, 3, 1), truncate=True, photometric='rgb')
put('shape-rgb-truncated', 8, 255, rgb, out.getvalue())
out = io.BytesIO()
tifffile.imwrite(out, rgb, truncate=True, photometric='rgb', planarconfig='separate')
put('shape-planar-truncated', 8, 255, rgb, out.getvalue())

# Ranges: cameras of fewer bits, the largest value that happens to be there, and a tag that the pixels belie.
a = cube(1, 1, 1)[0, 0, 0] % 250
for name, tags, high in [('max4095', [tag(281, 3, [4095])], 4095), ('max16383', [tag(281, 3, [16383])], 16383),
                         ('smax1023', [tag(341, 3, [1023])], 1023), ('max255', [tag(281, 3, [255])], 255),
                         ('both', [tag(281, 3, [249]), tag(340, 3, [7]), tag(341, 3, [4095])], 4095),
                         ('largest', [tag(281, 3, [249])], 65535), ('max65535', [tag(281, 3, [65535])], 65535),
                         ('max127', [tag(281, 3, [127])], 65535)]:
    put('range-' + name, 16, high, a[None, None], tiff([a], extra=tags))
put('range-belied', 16, 65535, (a * 200)[None, None], tiff([a * 200], extra=[tag(281, 3, [4095])]))
rgb = np.stack([a, a + 1, a + 2], -1)
put('range-rgb', 16, 4095, rgb.transpose(2, 0, 1)[None], tiff([rgb], extra=[tag(281, 3, [4095] * 3)]))
