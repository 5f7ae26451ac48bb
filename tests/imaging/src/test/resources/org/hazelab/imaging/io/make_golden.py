# SPDX-License-Identifier: Apache-2.0
"""Makes golden.txt: small image files written by Pillow and tifffile, with the pixels that a reader must find in them.

The pixels come from the arrays that were written, and for JPEG (and other lossy or converted files) from what
Pillow or tifffile decodes, so they do not depend on HazeLab. Where neither library writes a variant, its bytes are
put together here from the standard.

Run with Python 3.11, Pillow 13.0.0, tifffile 2026.3.3, imagecodecs 2026.3.6, numpy 2.4.6:
    python make_golden.py > golden.txt
A line: name, bits, range minimum and maximum, slices x channels x height x width, zlib+base64 of the pixels as
little-endian float32 in that order, base64 of the file.
"""
import base64, io, struct, zlib
import numpy as np, tifffile
from PIL import Image, ImageOps

H, W = 9, 13


def values(channels, top, h=H, w=W):
    y, x = np.mgrid[0:h, 0:w]
    planes = [((x * 1009 + y * 2003 + c * 30011 + x * y * 17) % 65536) / 65535 * top for c in range(channels)]
    return np.stack(planes, -1) if channels > 1 else planes[0]


def smooth(channels, h, w):
    y, x = np.mgrid[0:h, 0:w]
    planes = [128 + 100 * np.sin(x / 5 + c) * np.cos(y / 4 - c) for c in range(channels)]
    return (np.stack(planes, -1) if channels > 1 else planes[0]).astype(np.uint8)


g8, c8 = values(1, 255).astype(np.uint8), values(3, 255).astype(np.uint8)
g16, c16 = values(1, 65535).astype(np.uint16), values(3, 65535).astype(np.uint16)
f32 = values(1, 1.0).astype(np.float32)
cf = values(3, 1.0).astype(np.float32)
wide = (values(1, 7.0) - 2).astype(np.float32)
bit = (g8 > 100)


def planes(a):
    a = np.asarray(a)
    return a.transpose(2, 0, 1)[None] if a.ndim == 3 else a[None, None]


def put(name, bits, low, high, pixels, data):
    pixels = np.ascontiguousarray(pixels, dtype='<f4')
    assert pixels.ndim == 4
    print(name, bits, repr(float(np.float32(low))), repr(float(np.float32(high))), 'x'.join(map(str, pixels.shape)),
          base64.b64encode(zlib.compress(pixels.tobytes(), 9)).decode(), base64.b64encode(data).decode())


def saved(image, kind, **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def opened(data, mode):
    return np.array(Image.open(io.BytesIO(data)).convert(mode))


# PNG -----------------------------------------------------------------------------------------------------------------
def chunk(kind, data):
    return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))


def png(bits, colour, raw, h=H, w=W, interlace=0, extra=b'', split=0):
    packed = zlib.compress(raw, 9)
    cuts = [packed[i:i + split] for i in range(0, len(packed), split)] if split else [packed]
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', w, h, bits, colour, 0, 0, interlace)) + extra
            + b''.join(chunk(b'IDAT', c) for c in cuts) + chunk(b'IEND', b''))


def pack(samples, bits):
    """Rows of samples of 1, 2 or 4 bits, high bits first."""
    text = ''.join(format(int(v), '0%db' % bits) for v in samples)
    text += '0' * (-len(text) % 8)
    return bytes(int(text[i:i + 8], 2) for i in range(0, len(text), 8))


def rows(a, bits=8):
    if bits < 8:
        return b''.join(b'\0' + pack(r, bits) for r in a)
    return b''.join(b'\0' + r.astype('>u2' if bits == 16 else np.uint8).tobytes() for r in a)


def adam7(a, bits):
    out = b''
    passes = (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)
    for x0, y0, dx, dy in passes:
        part = a[y0::dy, x0::dx]
        if part.shape[0] and part.shape[1]:
            out += rows(part, bits)
    return out


gamma = chunk(b'gAMA', struct.pack('>I', 45455)) + chunk(b'sBIT', b'\4\4\4') + chunk(b'cHRM', bytes(range(32)))
put('grey8.png', 8, 0, 255, planes(g8), saved(Image.fromarray(g8), 'PNG'))
put('grey16.png', 16, 0, 65535, planes(g16), saved(Image.fromarray(g16), 'PNG'))
put('rgb8.png', 8, 0, 255, planes(c8), saved(Image.fromarray(c8), 'PNG'))
rgba = np.dstack([c8, g8])
put('rgba8.png', 8, 0, 255, planes(c8), saved(Image.fromarray(rgba), 'PNG'))
put('greyalpha8.png', 8, 0, 255, planes(g8), saved(Image.fromarray(np.dstack([g8, c8[..., 1]]), 'LA'), 'PNG'))
for n, bits in ((200, 8), (16, 4), (4, 2), (2, 1)):
    p = Image.fromarray(c8).quantize(n)
    put('palette%d.png' % bits, 8, 0, 255, planes(np.array(p.convert('RGB'))), saved(p, 'PNG', bits=bits))
p = Image.fromarray(c8).quantize(8)
put('palettealpha.png', 8, 0, 255, planes(np.array(p.convert('RGB'))), saved(p, 'PNG', transparency=bytes([9, 99, 0])))
put('grey1.png', 1, 0, 255, planes(bit * 255), saved(Image.fromarray(bit), 'PNG'))
put('grey2.png', 2, 0, 255, planes((g8 >> 6) * 85), png(2, 0, rows(g8 >> 6, 2)))
put('grey4.png', 4, 0, 255, planes((g8 >> 4) * 17), png(4, 0, rows(g8 >> 4, 4)))
put('rgb16gamma.png', 16, 0, 65535, planes(c16), png(16, 2, rows(c16, 16), extra=gamma, split=40))
put('rgba16.png', 16, 0, 65535, planes(c16), png(16, 6, rows(np.dstack([c16, g16]), 16)))
put('greyalpha16.png', 16, 0, 65535, planes(g16), png(16, 4, rows(np.dstack([g16, g16[::-1]]), 16)))
put('rgb8interlaced.png', 8, 0, 255, planes(c8), png(8, 2, adam7(c8, 8), interlace=1))
put('grey16interlaced.png', 16, 0, 65535, planes(g16), png(16, 0, adam7(g16, 16), interlace=1))
put('grey1interlaced.png', 1, 0, 255, planes(bit * 255), png(1, 0, adam7(bit, 1), interlace=1))
put('tinyinterlaced.png', 8, 0, 255, planes(g8[:3, :2]), png(8, 0, adam7(g8[:3, :2], 8), 3, 2, interlace=1))
put('onepixel.png', 16, 0, 65535, planes(g16[3:4, 3:4]), saved(Image.fromarray(g16[3:4, 3:4].copy()), 'PNG'))

# BMP -----------------------------------------------------------------------------------------------------------------
for name, image in (('grey8', Image.fromarray(g8)), ('bit', Image.fromarray(bit)), ('rgb', Image.fromarray(c8)),
                    ('palette', Image.fromarray(c8).quantize(60)), ('rgba', Image.fromarray(rgba))):
    data = saved(image, 'BMP')
    put(name + '.bmp', 8, 0, 255, planes(opened(data, 'L' if name in ('grey8', 'bit') else 'RGB')), data)


def bmp(bits, compression, data, extra=b'', colours=0, h=H):
    size = 54 + len(extra) + len(data)
    return (b'BM' + struct.pack('<IHHI', size, 0, 0, 54 + len(extra))
            + struct.pack('<IiiHHIIiiII', 40, W, h, 1, bits, compression, len(data), 0, 0, colours, 0) + extra + data)


c565 = np.dstack([c8[..., 0] >> 3, c8[..., 1] >> 2, c8[..., 2] >> 3]).astype(np.uint16)
word = (c565[..., 0] << 11 | c565[..., 1] << 5 | c565[..., 2])
padded = b''.join(r.astype('<u2').tobytes() + b'\0\0' for r in word[::-1])
expanded = np.floor(c565 * 255 / np.array([31, 63, 31]) + 0.5)
put('rgb565.bmp', 8, 0, 255, planes(expanded), bmp(16, 3, padded, struct.pack('<III', 0xf800, 0x7e0, 0x1f)))
down = b''.join(r[:, ::-1].astype(np.uint8).tobytes() + b'\0' for r in c8)
put('topdown.bmp', 8, 0, 255, planes(c8), bmp(24, 0, down, h=-H))
greys = b''.join(bytes([v, v, v, 0]) for v in range(0, 256, 17))
runs = b''
for y in range(H):
    runs += bytes([5, y]) + b'\0\3' + bytes([1, 2, 3, 0]) + bytes([5, 15 - y]) + b'\0\0'
runs += b'\0\1'
indices = np.array([[y] * 5 + [1, 2, 3] + [15 - y] * 5 for y in range(H)])[::-1]
put('runs8.bmp', 8, 0, 255, planes(indices * 17), bmp(8, 1, runs, greys, 16))

# JPEG ----------------------------------------------------------------------------------------------------------------
s1, s3 = smooth(1, 21, 35), smooth(3, 21, 35)
colour = Image.fromarray(s3)


def jpeg(name, data, mode='RGB'):
    put(name + '.jpg', 8, 0, 255, planes(opened(data, mode)), data)


jpeg('grey', saved(Image.fromarray(s1), 'JPEG'), 'L')
jpeg('colour420', saved(colour, 'JPEG', quality=90))
jpeg('colour422', saved(colour, 'JPEG', subsampling=1))
jpeg('colour444', saved(colour, 'JPEG', subsampling=0, quality=95))
jpeg('progressive', saved(colour, 'JPEG', progressive=True))
jpeg('restarts', saved(colour, 'JPEG', restart_marker_blocks=2))
jpeg('storedrgb', saved(colour, 'JPEG', keep_rgb=True))
cmyk = saved(colour.convert('CMYK'), 'JPEG')
jpeg('cmyk', cmyk)
at = cmyk.index(b'Adobe') + 11
jpeg('ycck', cmyk[:at] + b'\2' + cmyk[at + 1:])
jpeg('profile', saved(colour, 'JPEG', icc_profile=b'no profile at all' * 9, comment=b'hello'))
small = Image.fromarray(smooth(3, 10, 18))
for o in range(1, 9):
    exif = Image.Exif()
    exif[274] = o
    exif[271] = 'camera'
    data = saved(small, 'JPEG', exif=exif, quality=92, subsampling=0)
    turned = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    put('orientation%d.jpg' % o, 8, 0, 255, planes(np.array(turned)), data)


# TIFF ----------------------------------------------------------------------------------------------------------------
def tiff(name, bits, low, high, a, expected=None, **options):
    out = io.BytesIO()
    tifffile.imwrite(out, a, **options)
    put(name + '.tif', bits, low, high, planes(a) if expected is None else expected, out.getvalue())


def end(order):
    return 'le' if order == '<' else 'be'


for comp, title in ((None, 'plain'), ('lzw', 'lzw'), ('zlib', 'deflate'), ('packbits', 'packbits')):
    for order in '<>':
        grey = dict(compression=comp, byteorder=order, photometric='minisblack')
        rgb = dict(compression=comp, byteorder=order, photometric='rgb', rowsperstrip=4)
        tiff('grey16-%s-%s' % (title, end(order)), 16, 0, 65535, g16, **grey)
        tiff('float-%s-%s' % (title, end(order)), 32, 0, 1, f32, **grey)
        tiff('rgb8-%s-%s' % (title, end(order)), 8, 0, 255, c8, **rgb)
        tiff('rgb16-%s-%s' % (title, end(order)), 16, 0, 65535, c16, **rgb)
for comp in ('lzw', 'zlib'):
    for order in '<>':
        for tile in (None, (16, 16)):
            options = dict(compression=comp, predictor=True, byteorder=order, tile=tile)
            title = 'predicted-%s-%s-%s' % (comp, 'tiles' if tile else 'strips', end(order))
            tiff('grey8-' + title, 8, 0, 255, g8, photometric='minisblack', **options)
            tiff('rgb16-' + title, 16, 0, 65535, c16, photometric='rgb', **options)
            tiff('rgbfloat-' + title, 32, 0, 1, cf, photometric='rgb', **options)
tiff('uint32', 32, 0, float(g16.max()) * 60000, (g16.astype(np.uint64) * 60000).astype(np.uint32), compression='zlib',
     predictor=True)
tiff('int32', 32, float(g16.min()) - 20000, float(g16.max()) - 20000, g16.astype(np.int32) - 20000)
tiff('int16', 16, -32768, 32767, (g16.astype(int) - 32768).astype(np.int16))
tiff('int8', 8, -128, 127, (g8.astype(int) - 128).astype(np.int8))
tiff('float16', 16, 0, 1, f32.astype(np.float16))
tiff('float64', 64, 0, 1, f32.astype(np.float64), compression='lzw', predictor=3)
tiff('floatwide', 32, wide.min(), wide.max(), wide)
tiff('floatrange', 32, -0.5, 2, wide, extratags=[(340, 11, 1, -0.5, True), (341, 11, 1, 2.0, True)])
holes = wide.copy()
holes[2, 3], holes[4, 5], holes[6, 7] = np.nan, np.inf, -np.inf
tiff('floatholes', 32, wide.min(), wide.max(), holes)
tiff('planes', 16, 0, 65535, c16.transpose(2, 0, 1), planes(c16), planarconfig='separate', photometric='rgb')
tiff('planetiles', 8, 0, 255, c8.transpose(2, 0, 1), planes(c8), planarconfig='separate', photometric='rgb',
     tile=(16, 16), compression='lzw')
tiff('rgba', 8, 0, 255, rgba, planes(c8), photometric='rgb', extrasamples=['unassalpha'])
tiff('greyalpha', 8, 0, 255, np.dstack([g8, c8[..., 1]]), planes(g8), photometric='minisblack', planarconfig='contig',
     extrasamples=['unassalpha'])
tiff('fivechannels', 16, 0, 65535, np.dstack([c16, c16[..., :2][::-1]]), photometric='minisblack',
     planarconfig='contig', extrasamples=[0] * 4)
tiff('whiteiszero', 8, 0, 255, 255 - g8, planes(g8), photometric='miniswhite')
stack = np.stack([g16, g16[::-1], g16[:, ::-1]])
tiff('pages', 16, 0, 65535, stack, stack[:, None], photometric='minisblack')
tiff('bigtiff', 16, 0, 65535, stack, stack[:, None], photometric='minisblack', bigtiff=True, byteorder='>')
tiff('imagejstack', 16, 0, 65535, stack, stack[:, None], imagej=True, metadata={'axes': 'ZYX'})
hyper = np.stack([f32 * k for k in range(1, 7)]).reshape(3, 2, H, W)
tiff('imagejhyperstack', 32, 0, hyper.max(), hyper, hyper, imagej=True, metadata={'axes': 'ZCYX'})
colours = np.stack([np.arange(256) * 257, np.arange(255, -1, -1) * 257, (np.arange(256) * 77 % 256) * 256])
tiff('palette', 8, 0, 255, g8, (colours >> 8)[:, g8][None], photometric='palette', colormap=colours.astype(np.uint16))
for title, options in (('jpegrgb', dict(photometric='rgb')), ('jpegycc', dict(photometric='ycbcr', tile=(16, 16)))):
    out = io.BytesIO()
    tifffile.imwrite(out, s3, compression='jpeg', **options)
    put(title + '.tif', 8, 0, 255, planes(tifffile.imread(io.BytesIO(out.getvalue()))), out.getvalue())
data = saved(colour, 'TIFF', compression='jpeg')
put('jpegtables.tif', 8, 0, 255, planes(opened(data, 'RGB')), data)
data = saved(Image.fromarray(c8).convert('CMYK'), 'TIFF')
put('cmyk.tif', 8, 0, 255, planes(opened(data, 'RGB')), data)
data = saved(Image.fromarray(bit), 'TIFF', compression='packbits')
put('bit.tif', 1, 0, 255, planes(bit * 255), data)
for o in range(1, 9):
    out = io.BytesIO()
    tifffile.imwrite(out, c16 if o % 2 else c8, photometric='rgb', extratags=[(274, 3, 1, o, True)])
    a = c16 if o % 2 else c8
    t = a.transpose(1, 0, 2)
    turns = {1: a, 2: a[:, ::-1], 3: a[::-1, ::-1], 4: a[::-1], 5: t, 6: t[:, ::-1], 7: t[::-1, ::-1], 8: t[::-1]}
    put('orientation%d.tif' % o, 16 if o % 2 else 8, 0, 65535 if o % 2 else 255, planes(turns[o]), out.getvalue())


def plain_tiff(bits, samples, data, w=W, h=H, extra=()):
    """A little-endian TIFF of one strip, put together from TIFF 6.0."""
    tags = [(256, 4, 1, w), (257, 4, 1, h), (258, 3, 1, bits), (259, 3, 1, 1), (262, 3, 1, 1), (273, 4, 1, 8),
            (277, 3, 1, samples), (278, 4, 1, h), (279, 4, 1, len(data)), *extra]
    data += b'\0' * (len(data) % 2)
    return (b'II*\0' + struct.pack('<I', 8 + len(data)) + data + struct.pack('<H', len(tags))
            + b''.join(struct.pack('<HHII', *t) for t in sorted(tags)) + struct.pack('<I', 0))


g12 = g16 >> 4
put('grey12.tif', 12, 0, 4095, planes(g12), plain_tiff(12, 1, b''.join(pack(r, 12) for r in g12)))
put('grey4.tif', 4, 0, 255, planes((g8 >> 4) * 17), plain_tiff(4, 1, b''.join(pack(r, 4) for r in g8 >> 4)))
out = io.BytesIO()
with tifffile.TiffWriter(out) as t:
    t.write(c8, photometric='rgb')
    t.write(c8[::2, ::2], photometric='rgb', subfiletype=1)
put('thumbnail.tif', 8, 0, 255, planes(c8), out.getvalue())
for order in '<>':
    for title, a, options in (('grey16', g16, dict(photometric='minisblack')),
                              ('rgb8', c8, dict(photometric='rgb', rowsperstrip=4)),
                              ('rgbfloat', cf, dict(photometric='rgb', predictor=True, tile=(16, 16)))):
        tiff('%s-zstd-%s' % (title, end(order)), a.itemsize * 8, 0, 1 if a is cf else 256 ** a.itemsize - 1, a,
             compression='zstd', byteorder=order, **options)
