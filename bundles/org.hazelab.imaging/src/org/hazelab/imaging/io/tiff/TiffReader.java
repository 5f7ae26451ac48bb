// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.tiff;

import java.util.Arrays;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.io.page.ByteInput;
import org.hazelab.imaging.io.page.Page;
import org.hazelab.imaging.io.page.PageSource;
import org.hazelab.imaging.io.tiff.description.ImageJDescription;
import org.hazelab.imaging.io.tiff.description.OmeDescription;
import org.hazelab.imaging.io.tiff.description.ShapeDescription;
import org.hazelab.imaging.io.tiff.description.StkPlanes;
import org.hazelab.imaging.io.tiff.description.TiffAxes;
import org.hazelab.imaging.io.tiff.description.TiffLayout;
import org.hazelab.imaging.task.Progress;

/**
 * Reads TIFF 6.0 and BigTIFF: grey, RGB, palette, CMYK and multi-channel images of 1 to 64 bits, integer or floating
 * point, in strips or tiles, interleaved or by planes, plain or packed with LZW, Deflate, Zstandard,
 * PackBits or JPEG, with the predictors 2 and 3.
 *
 * <p>A page is a slice: where the description of ImageJ, OME or tifffile says that images are the channels of one
 * slice, they form one page. Stacks that have one directory for many images are taken apart. Thumbnails and masks are
 * no pages.
 */
public final class TiffReader implements PageSource {

    private final ByteInput input;
    private final TiffImages images;
    private final TiffLayout layout;

    public TiffReader(ByteInput input) throws HazeLabException {
        this.input = input;
        images = new TiffImages(input);
        layout = layout();
    }

    private TiffLayout layout() throws HazeLabException {
        if (StkPlanes.are(images)) {
            return StkPlanes.layout(images);
        }
        if (OmeDescription.isIn(images)) {
            return OmeDescription.layout(images);
        }
        if (ImageJDescription.isIn(images)) {
            return ImageJDescription.layout(images);
        }
        if (ShapeDescription.isIn(images)) {
            return ShapeDescription.layout(images);
        }
        images.describe(0);
        return TiffAxes.pages(images.count());
    }

    @Override
    public String format() {
        return "TIFF";
    }

    @Override
    public int pages() {
        return layout.pages();
    }

    @Override
    public Page page(int index) throws HazeLabException {
        TiffPage first = images.image(layout.image(index, 0));
        return first.page(Math.multiplyExact(layout.images(index), first.channels()));
    }

    @Override
    public void checkLength(int index) throws HazeLabException {
        for (int c = 0; c < layout.images(index); c++) {
            images.image(layout.image(index, c)).checkLength();
        }
    }

    @Override
    public void decode(int index, float[][] planes, Progress progress) throws HazeLabException {
        int count = layout.images(index);
        Page first = null;
        int to = 0;
        for (int c = 0; c < count; c++) {
            int image = layout.image(index, c);
            TiffPage page = images.image(image);
            Page shape = page.page(page.channels()).upright();
            first = first == null ? shape : first;
            // The memory that was checked for the first image must do for the others.
            if (!shape.fits(first) || shape.scratchBytes() > first.scratchBytes()) {
                throw input.damaged("the channels of a page differ");
            }
            float[][] target = Arrays.copyOfRange(planes, to, to += page.channels());
            new TiffPixels(input, page, images.shift(image), target).decode(progress.part(c / (double)count,
                (c + 1) / (double)count, ""));
        }
    }
}
