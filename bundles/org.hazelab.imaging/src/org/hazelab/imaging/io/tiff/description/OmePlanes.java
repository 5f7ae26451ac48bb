// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.tiff.description;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.io.page.ByteInput;
import org.hazelab.imaging.io.tiff.TiffImages;
import org.hazelab.imaging.io.tiff.description.OmeDescription.Pixels;
import org.hazelab.imaging.io.tiff.description.OmeDescription.Planes;
import org.hazelab.imaging.io.tiff.description.XmlScanner.BadXml;

/**
 * The planes of an OME-TIFF as pages: image by image, time by time, slice by slice, with the channels side by side.
 *
 * <p>Planes that lie in other files, or nowhere, are left out with a note: slices, times and channels of which the file
 * holds nothing do not count. A page that lacks a channel which others have cannot be read.
 */
final class OmePlanes implements TiffLayout {

    private static final int NONE = -1;

    /** The directories of each page's channels. */
    private final List<int[]> pages = new ArrayList<>();
    private final TiffImages images;
    private final OmeDescription description;
    private final BitSet used = new BitSet();
    private long declared;
    private boolean elsewhere;
    private long found;
    private int placed;

    private OmePlanes(OmeDescription description, TiffImages images) {
        this.description = description;
        this.images = images;
    }

    /** @throws BadXml if the description does not fit the file */
    static TiffLayout layout(OmeDescription description, TiffImages images) throws BadXml, HazeLabException {
        images.countAll(true);
        OmePlanes planes = new OmePlanes(description, images);
        for (Pixels pixels : description.images()) {
            planes.add(pixels);
        }
        if (planes.pages.isEmpty()) {
            throw new BadXml("it names no image that lies in this file");
        }
        planes.note(images.input());
        return planes;
    }

    private void add(Pixels pixels) throws BadXml, HazeLabException {
        List<Planes> here = new ArrayList<>();
        for (Planes planes : pixels.planes()) {
            if (isHere(planes)) {
                here.add(planes);
            } else {
                elsewhere = true;
            }
        }
        if (pixels.planes().isEmpty() && description.images().size() == 1) {
            here.add(new Planes(0, 0, 0, 0, -1, "", ""));
        }
        int channels = channels(pixels, here);
        declared += TiffAxes.product(pixels.sizeZ(), channels, pixels.sizeT()).orElse(0);
        if (declared > TiffImages.MOST) {
            throw new BadXml("it declares too many images");
        }
        if (!here.isEmpty()) {
            int[][] table = new int[(int)(pixels.sizeZ() * pixels.sizeT())][channels];
            for (int[] page : table) {
                Arrays.fill(page, NONE);
            }
            for (Planes planes : here) {
                place(pixels, planes, table);
            }
            addPages(table);
        }
    }

    /** A file that is the only one named has been renamed, if it is not this one. */
    private boolean isHere(Planes planes) {
        if (planes.uuid().isEmpty() && planes.fileName().isEmpty()
            || !description.uuid().isEmpty() && description.uuid().equalsIgnoreCase(planes.uuid())) {
            return true;
        }
        String own = images.input().fileName();
        if (!own.isEmpty() && own.equalsIgnoreCase(planes.fileName())) {
            return true;
        }
        return description.uuid().isEmpty() && description.namesOneFile();
    }

    /** Samples of an image count as channels in OME. */
    private int channels(Pixels pixels, List<Planes> here) throws BadXml, HazeLabException {
        if (TiffAxes.product(pixels.sizeZ(), pixels.sizeC(), pixels.sizeT()).isEmpty()) {
            throw new BadXml("it declares impossible sizes");
        }
        int samples = here.isEmpty() ? 1 : images.describe(directory(here.get(0).ifd())).samples;
        if (pixels.sizeC() % samples != 0) {
            throw new BadXml("its channels do not divide by the samples of its images");
        }
        return (int)pixels.sizeC() / samples;
    }

    private int directory(long ifd) throws BadXml {
        if (ifd >= images.directories()) {
            throw new BadXml("it names more images than the file holds");
        }
        return (int)ifd;
    }

    private void place(Pixels pixels, Planes planes, int[][] table) throws BadXml {
        int z = table.length / (int)pixels.sizeT();
        int c = table[0].length;
        int t = (int)pixels.sizeT();
        if (planes.z() >= z || planes.c() >= c || planes.t() >= t) {
            throw new BadXml("it names a plane outside of its sizes");
        }
        int[] size = {z, c, t};
        int[] plane = {(int)planes.z(), (int)planes.c(), (int)planes.t()};
        String order = order(pixels);
        long count = planes.count() >= 0 ? planes.count()
            : Math.min(images.directories() - planes.ifd(), (long)z * c * t);
        for (long n = 0; n < count; n++) {
            if (plane[2] >= t || ++placed > TiffImages.MOST) {
                throw new BadXml("it names a plane outside of its sizes");
            }
            int directory = directory(planes.ifd() + n);
            table[plane[2] * z + plane[0]][plane[1]] = directory;
            used.set(directory);
            step(plane, size, order);
        }
    }

    private static String order(Pixels pixels) throws BadXml {
        String order = pixels.order();
        if (order.length() != 5 || !order.startsWith("XY") || !"ZCT".chars().allMatch(c -> order.indexOf(c) >= 0)) {
            throw new BadXml("its order of axes is unknown");
        }
        return order;
    }

    /** Goes to the next plane in the order of axes. Behind the last the time is too large, whatever the order. */
    private static void step(int[] plane, int[] size, String order) {
        for (int o = 2; o < 5; o++) {
            int axis = "ZCT".indexOf(order.charAt(o));
            if (++plane[axis] < size[axis]) {
                return;
            }
            plane[axis] = 0;
        }
        plane[2] = size[2];
    }

    /** Channels that no page has are no channels of this file. */
    private void addPages(int[][] table) {
        BitSet present = new BitSet();
        for (int[] page : table) {
            for (int c = 0; c < page.length; c++) {
                if (page[c] != NONE) {
                    present.set(c);
                    found++;
                }
            }
        }
        for (int[] page : table) {
            if (Arrays.stream(page).anyMatch(directory -> directory != NONE)) {
                pages.add(present.stream().map(c -> page[c]).toArray());
            }
        }
    }

    private void note(ByteInput input) {
        if (elsewhere) {
            input
                .note("the OME description names images that lie in other files, and only those of this file are read");
        } else if (found < declared) {
            input.note(TiffImages.FEWER);
        }
        for (int d = 0; d < images.directories(); d++) {
            if (!used.get(d) && !images.isAside(d)) {
                input.note("the OME description does not name all images of the file, and the others are left out");
            }
        }
    }

    @Override
    public int pages() {
        return pages.size();
    }

    @Override
    public int images(int page) {
        return pages.get(page).length;
    }

    @Override
    public int image(int page, int channel) throws HazeLabException {
        int directory = pages.get(page)[channel];
        if (directory == NONE) {
            throw images.input().truncated("it holds no image for channel " + (channel + 1) + " of page " + (page + 1));
        }
        return directory;
    }
}
