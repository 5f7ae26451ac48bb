// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;

/**
 * Reads TIFF 6.0 and BigTIFF: grey, RGB, palette, CMYK and multi-channel images of 1 to 64 bits, integer or floating
 * point, in strips or tiles, interleaved or by planes, plain or packed with LZW, Deflate, Zstandard,
 * PackBits or JPEG, with the predictors 2 and 3.
 *
 * <p>A page is a slice: where ImageJ's description says that the images are channels of one slice, they form one page.
 * ImageJ's stacks that have one directory for many images are taken apart. Thumbnails and masks are no pages.
 */
final class TiffReader implements PageSource {

    private static final int MOST_PAGES = 1 << 20;
    private static final int REDUCED_OR_MASK = 1 | 4;

    private final ByteInput input;
    private final boolean big;
    private final List<Long> directories = new ArrayList<>();
    /** Images that lie behind each other under one directory, 1 if each has its own. */
    private final int packedImages;
    /** Images that are the channels of one page. */
    private final int channelImages;

    TiffReader(ByteInput input) throws HazeLabException {
        this.input = input;
        input.littleEndian(input.u8(0) == 'I');
        big = input.u16(2) == 43;
        if (big && input.u16(4) != 8) {
            throw input.damaged("its header holds impossible values");
        }
        findDirectories(big ? input.i64(8) : input.u32(4));
        TiffDirectory tags = directory(0);
        TiffPage first = new TiffPage(input, tags);
        String description = tags.text(270, 1 << 16);
        boolean imageJ = description.startsWith("ImageJ=");
        int images = imageJ ? number(description, "images") : 1;
        packedImages = directories.size() == 1 && images > 1 && isOnePiece(first) ? images : 1;
        if (packedImages > 1) {
            input.checkInside(first.chunks.offsets[0], packedImages * imageBytes(first));
        }
        int channels = imageJ ? number(description, "channels") : 1;
        channelImages = channels > 1 && first.channels() == 1 && images() % channels == 0 ? channels : 1;
    }

    private static int number(String description, String key) {
        Matcher found = Pattern.compile("(?m)^" + key + "=(\\d{1,7})$").matcher(description);
        return found.find() ? Math.max(1, Integer.parseInt(found.group(1))) : 1;
    }

    /** Follows the chain of directories, which a hostile file may tie into a knot. */
    private void findDirectories(long first) throws HazeLabException {
        Set<Long> seen = new HashSet<>();
        List<Long> side = new ArrayList<>();
        long bytes = 0;
        for (long at = first; at != 0;) {
            TiffDirectory tags = new TiffDirectory(input, at, big);
            bytes += tags.bytes();
            if (!seen.add(at) || bytes > input.size() || seen.size() > MOST_PAGES) {
                throw input.damaged("its directories form a loop");
            }
            boolean aside = tags.number(254, 0) >= 0 && (tags.number(254, 0) & REDUCED_OR_MASK) != 0;
            (aside ? side : directories).add(at);
            at = tags.next();
        }
        if (directories.isEmpty()) {
            directories.addAll(side);
        }
        if (directories.isEmpty()) {
            throw input.damaged("it holds no image");
        }
    }

    private TiffDirectory directory(int index) throws HazeLabException {
        return new TiffDirectory(input, directories.get(index), big);
    }

    private static boolean isOnePiece(TiffPage page) {
        if (page.compression != TiffPage.PLAIN || page.tiled || page.planar || !page.chunks.isStored(0)) {
            return false;
        }
        for (int c = 1; c < page.chunks.count(); c++) {
            if (page.chunks.offsets[c] != page.chunks.offsets[c - 1] + page.chunkHeight * page.rowBytes()) {
                return false;
            }
        }
        return true;
    }

    private static long imageBytes(TiffPage page) {
        return page.height * page.rowBytes();
    }

    private int images() {
        return packedImages > 1 ? packedImages : directories.size();
    }

    private TiffPage image(int image) throws HazeLabException {
        return new TiffPage(input, directory(packedImages > 1 ? 0 : image));
    }

    @Override
    public String format() {
        return "TIFF";
    }

    @Override
    public int pages() {
        return images() / channelImages;
    }

    @Override
    public Page page(int index) throws HazeLabException {
        TiffPage first = image(index * channelImages);
        if (channelImages > 1 && first.channels() != 1) {
            throw input.damaged("the channels of a page differ");
        }
        return first.page(channelImages > 1 ? channelImages : first.channels());
    }

    @Override
    public void checkLength(int index) throws HazeLabException {
        for (int c = 0; c < channelImages; c++) {
            image(index * channelImages + c).checkLength();
        }
    }

    @Override
    public void decode(int index, float[][] planes, Progress progress) throws HazeLabException {
        Page first = page(index);
        for (int c = 0; c < channelImages; c++) {
            int image = index * channelImages + c;
            TiffPage page = image(image);
            float[][] target = channelImages > 1 ? new float[][] {planes[c]} : planes;
            Page shape = page.page(first.channels()).upright();
            // The memory that was checked for the first image must do for the others.
            if (page.channels() != target.length || !shape.fits(first.upright())
                || shape.scratchBytes() > first.scratchBytes()) {
                throw input.damaged("the channels of a page differ");
            }
            long shift = packedImages > 1 ? image * imageBytes(page) : 0;
            new TiffPixels(input, page, shift, target).decode(progress.part(c / (double)channelImages,
                (c + 1) / (double)channelImages, ""));
        }
    }
}
