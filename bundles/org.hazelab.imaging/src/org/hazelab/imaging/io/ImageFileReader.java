// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ImageSize;
import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.io.page.ByteInput;
import org.hazelab.imaging.io.page.MemoryBudget;
import org.hazelab.imaging.io.page.Orientation;
import org.hazelab.imaging.io.page.Page;
import org.hazelab.imaging.io.page.PageSource;
import org.hazelab.imaging.task.Progress;

/**
 * An open image file, on a disk or in memory: PNG, JPEG, TIFF or BMP, told apart by content.
 *
 * <p>Pixels come as the numbers that the file stores, in its units:
 * <ul>
 * <li>8 bits: 0..255 with {@link ValueRange#UINT8}; grey of 1, 2 and 4 bits is spread to 0..255; a palette becomes red,
 * green and blue of 8 bits. In a TIFF of ImageJ or OME a palette of 8 or 16 bits is how a grey image is shown: its
 * numbers are those stored.
 * <li>16 bits: 0..65535 with {@link ValueRange#UINT16}, all 16 bits kept. Other depths up to 16 bits: 0..2^bits-1;
 * signed samples: from -2^(bits-1) to 2^(bits-1)-1. Where the TIFF tags MaxSampleValue or SMaxSampleValue declare a
 * smaller bit depth of 8 or more, as cameras of 12 bits do with 4095, its range, unless a pixel leaves it.
 * <li>floating point (16, 32 or 64 bits, rounded to 32): the range that the TIFF tags SMinSampleValue and
 * SMaxSampleValue record; without them [0, 1] if all finite pixels lie in it, else from the smallest to the largest
 * pixel.
 * <li>integers of more than 16 bits: rounded to 32-bit floating point, exact up to 2^24; the recorded range, or from 0
 * (or the smallest negative pixel) to the largest pixel.
 * </ul>
 * Gamma and colour profiles never change a number; JPEG is converted from luminance and colour differences alone, inks
 * (CMYK) to light without a profile. Transparency is left out and colours stay as they are stored: not multiplied, not
 * laid over a background.
 *
 * <p>Sizes are checked against the memory limit before anything is allocated. A file that is cut off, damaged, or none
 * of these formats is a {@link HazeLabException} naming it; one that lacks its end but no pixel is read, with a note
 * ({@link #takeNotes()}). Not thread-safe; closing frees the file.
 */
public final class ImageFileReader implements AutoCloseable {

    /**
     * How files are read.
     *
     * @param applyOrientation whether to turn images as their EXIF data (JPEG, PNG) or Orientation tag (TIFF) say
     * @param memoryLimit bytes that the pixels of one image, at four bytes each, and what decoding needs beside them
     *     may take; above 0
     */
    public record Options(boolean applyOrientation, long memoryLimit) {

        /** Images are turned; one may take half of Java's memory. */
        public static final Options DEFAULT = new Options(true, Runtime.getRuntime().maxMemory() / 2);

        public Options {
            if (memoryLimit < 1) {
                throw new IllegalArgumentException("The memory limit must be positive, got " + memoryLimit);
            }
        }

        public Options withApplyOrientation(boolean apply) {
            return new Options(apply, memoryLimit);
        }

        public Options withMemoryLimit(long bytes) {
            return new Options(applyOrientation, bytes);
        }
    }

    private final ByteInput input;
    private final PageSource source;
    private final Options options;
    private final MemoryBudget budget;

    private ImageFileReader(ByteInput input, Options options) throws HazeLabException {
        this.input = input;
        this.options = Objects.requireNonNull(options);
        budget = new MemoryBudget(options.memoryLimit());
        source = FileKind.open(input);
    }

    /**
     * Opens a file and reads its headers.
     *
     * @throws HazeLabException if it is missing, unreadable, empty, cut off, damaged, or not an image that can be read
     */
    public static ImageFileReader open(Path file, Options options) throws HazeLabException {
        return open(ByteInput.of(file), options);
    }

    /** As {@link #open(String, ByteBuffer, Options)}. */
    public static ImageFileReader open(String name, byte[] bytes, Options options) throws HazeLabException {
        return open(name, ByteBuffer.wrap(bytes), options);
    }

    /**
     * Opens an image whose file is in memory, and reads its headers, as {@link #open(Path, Options)} does with a file
     * of the same bytes. They are not copied, and must not change until the reader is closed.
     *
     * @param name the file's name for messages, with or without its folder; what the file is depends on its bytes alone
     * @param bytes the file is what remains of them; their position stays
     * @throws HazeLabException if they are none, cut off, damaged, or not an image that can be read
     */
    public static ImageFileReader open(String name, ByteBuffer bytes, Options options) throws HazeLabException {
        return open(ByteInput.named(name, bytes), options);
    }

    static ImageFileReader open(ByteInput input, Options options) throws HazeLabException {
        ImageFileReader reader = null;
        try {
            reader = new ImageFileReader(input, options);
            return reader;
        } finally {
            if (reader == null) {
                input.close();
            }
        }
    }

    /** The first page of a file, with {@link Options#DEFAULT}. */
    public static FloatImage read(Path file) throws HazeLabException {
        try (ImageFileReader reader = open(file, Options.DEFAULT)) {
            return reader.read(0, Progress.NONE);
        }
    }

    /**
     * The image in the bytes of a PNG file, as {@link #read(int, Progress)} gives it.
     *
     * @throws HazeLabException if they are none, or larger than the default memory limit
     */
    public static FloatImage fromPng(byte[] png) throws HazeLabException {
        return fromPng(png, Progress.NONE);
    }

    /**
     * As {@link #fromPng(byte[])}.
     *
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    public static FloatImage fromPng(byte[] png, Progress progress) throws HazeLabException {
        try (ImageFileReader reader = open(ByteInput.of("The PNG image", png), Options.DEFAULT)) {
            return reader.read(0, progress);
        }
    }

    /**
     * The size of the image in the bytes of a PNG file, without decoding it.
     *
     * @throws HazeLabException if they are none
     */
    public static ImageSize pngSize(byte[] png) throws HazeLabException {
        try (ImageFileReader reader = open(ByteInput.of("The PNG image", png), Options.DEFAULT)) {
            ImageInfo info = reader.info(0);
            return new ImageSize(info.width(), info.height(), info.channels(), 1);
        }
    }

    /**
     * Images in the file, at least 1. Channels that the description of ImageJ, OME-TIFF or tifffile declares are those
     * of one page; pages are counted slice by slice, then time by time, then image by image.
     */
    public int pages() {
        return source.pages();
    }

    /**
     * What a page is, without decoding it.
     *
     * @param page from 0
     */
    public ImageInfo info(int page) throws HazeLabException {
        Page described = page(page);
        boolean sideways = described.turnsSideways();
        return new ImageInfo(source.format(), sideways ? described.height() : described.width(),
            sideways ? described.width() : described.height(), described.channels(), described.bitDepth(),
            described.floatingPoint());
    }

    private Page page(int index) throws HazeLabException {
        Objects.checkIndex(index, source.pages());
        Page page = source.page(index);
        return options.applyOrientation() ? page : page.upright();
    }

    /**
     * Decodes one page, without touching the others.
     *
     * @param page from 0
     * @return an image of one slice, with the page's channels
     * @throws HazeLabException if it is damaged, cut off, or too large for the memory limit
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    public FloatImage read(int page, Progress progress) throws HazeLabException {
        Page described = page(page);
        budget.check(input.subject(), described, 1);
        float[][] planes = decode(page, described, progress);
        return image(described, described.channels(), planes, progress);
    }

    /**
     * What was odd in what was read since this was last asked, and yet no reason to refuse it: each a clause to follow
     * "In this image ", such as {@code the end mark is missing, but all pixels are there}. Most files have none.
     */
    public List<String> takeNotes() {
        return input.takeNotes();
    }

    /**
     * Decodes all pages into one image, a slice each.
     *
     * @throws HazeLabException if the pages differ in size, channels, or type of samples; if one is damaged or cut off;
     *     or if all together are too large for the memory limit
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    public FloatImage readStack(Progress progress) throws HazeLabException {
        Page first = page(0);
        int slices = source.pages();
        budget.check(input.subject(), first, slices);
        float[][] planes = new float[slices * first.channels()][];
        ValueRange range = first.range();
        ValueRange widest = first.widestRange();
        for (int s = 0; s < slices; s++) {
            Page page = page(s);
            if (!page.fits(first)) {
                throw new HazeLabException(input.subject() + " is no stack: page " + (s + 1) + " has " + describe(page)
                    + ", page 1 has " + describe(first), "Read the pages as single images");
            }
            budget.check(input.subject(), page, slices);
            Progress part = progress.part(s / (double)slices, (s + 1) / (double)slices,
                "Page " + (s + 1) + " of " + slices + ": ");
            System.arraycopy(decode(s, page, part), 0, planes, s * first.channels(), first.channels());
            range = union(range, page.range());
            widest = union(widest, page.widestRange());
        }
        return image(first.withRanges(range, widest), first.channels(), planes, progress);
    }

    private float[][] decode(int index, Page page, Progress progress) throws HazeLabException {
        source.checkLength(index);
        try {
            float[][] planes = new float[page.channels()][(int)page.pixels()];
            source.decode(index, planes, progress);
            for (int p = 0; p < planes.length; p++) {
                progress.checkCanceled();
                planes[p] = Orientation.turn(planes[p], page.width(), page.height(), page.orientation());
            }
            return planes;
        } catch (OutOfMemoryError e) {
            throw budget.notFree(input.subject(), page, e);
        }
    }

    private FloatImage image(Page page, int channels, float[][] planes, Progress progress) {
        ValueRange recorded = page.range();
        ValueRange range = recorded != null ? declared(recorded, page.widestRange(), planes, progress)
            : page.floatingPoint() ? PixelRange.ofFloats(planes, progress) : PixelRange.ofIntegers(planes, progress);
        boolean sideways = page.turnsSideways();
        return FloatImage.stack(sideways ? page.height() : page.width(), sideways ? page.width() : page.height(),
            channels, range, planes);
    }

    /** What a file declares does not hold where its pixels leave it, as after a conversion that kept the old tags. */
    private ValueRange declared(ValueRange recorded, @Nullable ValueRange widest, float[][] planes,
        Progress progress) {
        if (widest == null || recorded.equals(widest)) {
            return recorded;
        }
        float[] ends = PixelRange.ends(planes, progress);
        if (ends[0] >= recorded.min() && ends[1] <= recorded.max()) {
            return recorded;
        }
        input.note("there are values outside of the range that the file declares, and the range of its bits is taken");
        return widest;
    }

    /** Null, to be found in the pixels, as soon as one page does not say its range. */
    private static @Nullable ValueRange union(@Nullable ValueRange one, @Nullable ValueRange other) {
        if (one == null || other == null || one.equals(other)) {
            return one == null ? null : other;
        }
        float min = Math.min(one.min(), other.min());
        float max = Math.max(one.max(), other.max());
        return Float.isFinite(max - min) ? new ValueRange(min, max) : null;
    }

    private static String describe(Page page) {
        return page.width() + " x " + page.height() + " pixels, " + page.channels()
            + (page.channels() == 1 ? " channel, " : " channels, ") + page.bitDepth() + " bits";
    }

    @Override
    public void close() {
        input.close();
    }
}
