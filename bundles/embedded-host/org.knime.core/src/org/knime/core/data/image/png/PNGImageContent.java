// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.image.png;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.Objects;

import javax.imageio.ImageIO;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataCellDataInput;
import org.knime.core.data.DataCellDataOutput;
import org.knime.core.data.DataType;
import org.knime.core.data.image.ImageContent;

/**
 * The bytes of a PNG file. Kept of KNIME's contract: bytes that are no image are refused when the content is made, the
 * pixels are decoded when they are asked for and may be dropped again.
 */
public class PNGImageContent implements ImageContent {

    /** The type of PNG cells. */
    public static final DataType TYPE = DataType.getType(PNGImageCell.class);

    /** From this size on a cell leaves the heap when it enters a table, as in KNIME. */
    static final int BLOB_BYTES = 40 * 1024;

    private final byte[] bytes;
    private SoftReference<Image> image = new SoftReference<>(null);

    /** @throws IllegalArgumentException when the bytes are no image */
    public PNGImageContent(final byte[] imageBytes) {
        this(Objects.requireNonNull(imageBytes, "Argument must not be null."), true);
    }

    /** @throws IllegalArgumentException when the rest of the stream is no image */
    public PNGImageContent(final InputStream is) throws IOException {
        this(is.readAllBytes());
    }

    private PNGImageContent(final byte[] bytes, final boolean check) {
        this.bytes = bytes;
        if (check && !PngStructure.isComplete(bytes)) {
            // no complete PNG file, but KNIME takes whatever ImageIO can read
            image = new SoftReference<>(decode(bytes));
        }
    }

    private static Image decode(final byte[] bytes) {
        try {
            BufferedImage read = ImageIO.read(new ByteArrayInputStream(bytes));
            if (read == null) {
                throw new IllegalArgumentException("ImageIO returned null while reading image bytes");
            }
            return read;
        } catch (IOException e) {
            throw new IllegalArgumentException("Image can't be read", e);
        }
    }

    /** A copy of the bytes. */
    public byte[] getByteArray() {
        return bytes.clone();
    }

    /** The bytes themselves, not a copy; they must not be changed. */
    public byte[] getByteArrayReference() {
        return bytes;
    }

    /** The decoded image. */
    private synchronized Image getImage() {
        Image known = image.get();
        if (known == null) {
            known = decode(bytes);
            image = new SoftReference<>(known);
        }
        return known;
    }

    @Override
    public void paint(final Graphics2D g, final int width, final int height) {
        Image pixels = getImage();
        double scale = Math.min(1, Math.min(width / (double)pixels.getWidth(null),
            height / (double)pixels.getHeight(null)));
        int w = Math.max(1, (int)Math.round(pixels.getWidth(null) * scale));
        int h = Math.max(1, (int)Math.round(pixels.getHeight(null) * scale));
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        g.drawImage(pixels, (width - w) / 2, (height - h) / 2, w, h, null);
    }

    @Override
    public Dimension getPreferredSize() {
        return PngStructure.size(bytes).orElseGet(() -> {
            Image pixels = getImage();
            return new Dimension(pixels.getWidth(null), pixels.getHeight(null));
        });
    }

    @Override
    public DataCell toImageCell() {
        return bytes.length >= BLOB_BYTES ? new PNGImageBlobCell(this) : new PNGImageCell(this);
    }

    @Override
    public void save(final OutputStream output) throws IOException {
        output.write(bytes);
    }

    @Override
    public String getSummary() {
        Dimension size = getPreferredSize();
        String length = bytes.length < 1000 ? bytes.length + " B" : bytes.length / 1024 + " KB";
        return "PNG Image " + size.width + " x " + size.height + " with " + length;
    }

    /** Writes the bytes for {@link #deserialize}. */
    public void serialize(final DataCellDataOutput output) throws IOException {
        output.writeInt(bytes.length);
        output.write(bytes);
    }

    static PNGImageContent deserialize(final DataCellDataInput input) throws IOException {
        byte[] bytes = new byte[input.readInt()];
        input.readFully(bytes);
        return new PNGImageContent(bytes, false);
    }

    @Override
    public boolean equals(final Object o) {
        return o instanceof PNGImageContent other && Arrays.equals(bytes, other.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
