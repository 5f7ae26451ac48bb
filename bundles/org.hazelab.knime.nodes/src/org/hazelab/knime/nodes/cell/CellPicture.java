// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.cell;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.util.Objects;
import java.util.Optional;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ImageSize;
import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.io.ImageFileReader;
import org.hazelab.imaging.io.ImageFileWriter;
import org.hazelab.imaging.io.ImagePreview;
import org.hazelab.imaging.task.Progress;
import org.knime.core.data.DataCellDataInput;
import org.knime.core.data.DataCellDataOutput;
import org.knime.core.data.image.png.PNGImageContent;

/**
 * What views show of an image cell: a small preview that the cell keeps, and the whole picture, which is made from all
 * pixels when a view asks for more than the preview has.
 *
 * <p>The preview is {@link ImagePreview} with no side longer than {@value #LONGEST_SIDE} pixels, as a PNG. It takes at
 * most {@value #MOST_BYTES} bytes of memory and of the stored table for each cell.
 */
final class CellPicture {

    /** Enough for the columns of a table view. */
    static final int LONGEST_SIDE = 128;
    /** What a PNG of 128 x 128 pixels in colour that cannot be compressed takes, and something to spare. */
    static final int MOST_BYTES = 1 << 16;

    private final FloatImageValue cell;
    private final @Nullable byte[] preview;
    /** The PNG in full size that views ask for again and again while a user scrolls. */
    private SoftReference<byte[]> whole = new SoftReference<>(null);

    /**
     * The picture of a cell.
     *
     * @param preview the bytes of {@link #preview} or {@link #read}; null for a cell that was stored without
     */
    CellPicture(FloatImageValue cell, @Nullable byte[] preview) {
        this.cell = cell;
        this.preview = preview;
    }

    /** The picture of a cell that keeps a preview; empty for any other value. */
    static Optional<CellPicture> of(Object value) {
        if (value instanceof FloatImageCell cell) {
            return Optional.of(cell.picture());
        }
        return value instanceof ReferredImageCell cell ? Optional.of(cell.picture()) : Optional.empty();
    }

    /**
     * Makes the preview of an image.
     *
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    static byte[] preview(FloatImage image, Progress progress) throws HazeLabException {
        Progress silent = progress.silent();
        return ImageFileWriter.toPng(ImagePreview.of(image, LONGEST_SIDE, silent), 8, silent);
    }

    /** The size of the image, known without reading it. */
    Dimension size() {
        ImageSize size = cell.getImageSize();
        return new Dimension(size.width(), size.height());
    }

    /**
     * Paints the image into the rectangle from (0, 0) to (width, height): from the preview if that has as many pixels
     * as the screen will show, else from the whole image.
     *
     * @throws IllegalStateException if the whole image is needed and cannot be read
     */
    void paint(Graphics2D graphics, int width, int height) {
        Optional<BufferedImage> small = small().filter(picture -> suffices(picture, graphics, width, height));
        if (small.isPresent()) {
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(small.get(), 0, 0, width, height, null);
        } else {
            content().paint(graphics, width, height);
        }
    }

    /** On screens of high resolution a unit of Java's is more than a pixel. */
    private boolean suffices(BufferedImage small, Graphics2D graphics, int width, int height) {
        AffineTransform screen = graphics.getTransform();
        return isWhole() || width * Math.hypot(screen.getScaleX(), screen.getShearY()) <= small.getWidth()
            && height * Math.hypot(screen.getScaleY(), screen.getShearX()) <= small.getHeight();
    }

    /** Whether the preview has all pixels that can be shown. */
    private boolean isWhole() {
        ImageSize size = cell.getImageSize();
        return Math.max(size.width(), size.height()) <= LONGEST_SIDE;
    }

    /**
     * The picture in full size.
     *
     * @throws IllegalStateException if the image cannot be read
     */
    synchronized PNGImageContent content() {
        byte[] png = whole.get();
        if (png == null) {
            png = isWhole() && small().isPresent() ? preview : fromAllPixels();
            whole = new SoftReference<>(png);
        }
        return new PNGImageContent(png);
    }

    private byte[] fromAllPixels() {
        try {
            return ImageFileWriter.toPng(ImagePreview.of(cell.getFloatImage(Progress.NONE)), 8, Progress.NONE);
        } catch (HazeLabException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** The preview, decoded; empty if there is none or its bytes are damaged: the image itself is still there. */
    private Optional<BufferedImage> small() {
        if (preview == null) {
            return Optional.empty();
        }
        try {
            ImageSize size = ImageFileReader.pngSize(preview);
            if (!isPreviewOf(cell.getImageSize(), size)) {
                return Optional.empty();
            }
            return Optional.of(ImagePreview.picture(ImageFileReader.fromPng(preview)));
        } catch (HazeLabException e) {
            return Optional.empty();
        }
    }

    private static boolean isPreviewOf(ImageSize image, ImageSize preview) {
        boolean small = Math.max(image.width(), image.height()) <= LONGEST_SIDE;
        return preview.channels() == (image.channels() == 3 ? 3 : 1)
            && (small ? preview.width() == image.width() && preview.height() == image.height()
                : Math.max(preview.width(), preview.height()) == LONGEST_SIDE);
    }

    /** The sizes in words, such as {@code 640 x 480, 3 channels}. */
    static String text(ImageSize size) {
        return size.width() + " x " + size.height() + (size.channels() > 1 ? ", " + size.channels() + " channels" : "")
            + (size.slices() > 1 ? ", " + size.slices() + " slices" : "");
    }

    /** Whether there is a preview to {@link #write}. */
    boolean hasPreview() {
        return preview != null;
    }

    /** Writes the preview, which is there, for {@link #read}. */
    void write(DataCellDataOutput output) throws IOException {
        output.writeInt(Objects.requireNonNull(preview).length);
        output.write(preview);
    }

    /**
     * Reads the bytes of a preview; what they show is looked at when they are painted.
     *
     * @throws IOException if the bytes end too early or are more than a preview has
     */
    static byte[] read(DataCellDataInput input) throws IOException {
        int length = input.readInt();
        if (length < 1 || length > MOST_BYTES) {
            throw new IOException("A stored HazeLab image cell is damaged: its preview has " + length
                + " bytes, and 1 to " + MOST_BYTES + " are possible");
        }
        byte[] png = new byte[length];
        input.readFully(png);
        return png;
    }

    /**
     * Checks sizes that were stored.
     *
     * @throws IllegalArgumentException if no image has them
     */
    static void check(ImageSize size) {
        if (size.width() < 1 || size.height() < 1 || size.channels() < 1 || size.slices() < 1
            || (long)size.width() * size.height() > Integer.MAX_VALUE
            || (long)size.channels() * size.slices() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("no image has " + size.width() + " x " + size.height() + " pixels, "
                + size.channels() + " channels and " + size.slices() + " slices");
        }
    }
}
