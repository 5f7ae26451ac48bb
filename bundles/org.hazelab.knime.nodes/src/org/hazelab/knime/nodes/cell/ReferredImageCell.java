// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.cell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ImageSize;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.task.Progress;
import org.hazelab.operations.files.FileState;
import org.hazelab.operations.files.ImageReference;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataCellDataInput;
import org.knime.core.data.DataCellDataOutput;
import org.knime.core.data.DataCellSerializer;
import org.knime.core.data.image.ImageContent;

/**
 * An image whose pixels stay in a file of the user's; the cell holds where it lies, how it was read, and a small
 * preview. The file is read whenever the pixels are asked for, and refused if it has changed.
 *
 * <p>Two cells are equal if they refer to the same place and page of the same state of a file (size and time of the
 * last change) and read it alike. The pixels are not compared: cells of two copies of a file differ, and so do this
 * cell and a {@link FloatImageCell} of the same pixels.
 */
@SuppressWarnings("serial") // cells are stored by the serializer below, never by Java serialization
public final class ReferredImageCell extends DataCell implements FloatImageValue {

    private final ImageReference reference;
    private final CellPicture picture;

    private ReferredImageCell(ImageReference reference, byte[] preview) {
        this.reference = reference;
        this.picture = new CellPicture(this, preview);
    }

    /** @see ReferredImageCellFactory#create */
    static ReferredImageCell create(ImageReference reference, FloatImage image, Progress progress)
        throws HazeLabException {
        return new ReferredImageCell(reference, CellPicture.preview(image, progress));
    }

    @Override
    public FloatImage getFloatImage(Progress progress) throws HazeLabException {
        return reference.read(progress);
    }

    @Override
    public ImageSize getImageSize() {
        return reference.size();
    }

    @Override
    public ImageContent getImageContent() {
        return picture.content();
    }

    @Override
    public String getImageExtension() {
        return "png";
    }

    CellPicture picture() {
        return picture;
    }

    @Override
    protected boolean equalsDataCell(DataCell other) {
        return reference.equals(((ReferredImageCell)other).reference);
    }

    @Override
    public int hashCode() {
        return reference.hashCode();
    }

    @Override
    public String toString() {
        return CellPicture.text(getImageSize());
    }

    /**
     * Stores the reference and the preview. The order of the fields is a promise, big-endian as in
     * {@link java.io.DataOutput}:
     * <pre>
     * byte     version, 1
     * int      length of the file's URI, and its bytes (UTF-8)
     * 2 long   size of the file, time of its last change (milliseconds since 1970)
     * int      page, from 0
     * byte     1 for a stack, plus 2 if the orientation was applied
     * 4 int    width, height, channels, slices
     * 2 float  both ends of the value range
     * int      length of the preview, and its bytes (PNG)
     * </pre>
     */
    public static final class Serializer implements DataCellSerializer<ReferredImageCell> {

        private static final int VERSION = 1;
        private static final int STACK = 1;
        private static final int ORIENTATION = 2;
        /** Three bytes for each byte of the longest path of any system, and more. */
        private static final int LONGEST_URI = 1 << 18;

        @Override
        public void serialize(ReferredImageCell cell, DataCellDataOutput output) throws IOException {
            ImageReference reference = cell.reference;
            output.writeByte(VERSION);
            byte[] uri = reference.file().uri().getBytes(StandardCharsets.UTF_8);
            output.writeInt(uri.length);
            output.write(uri);
            output.writeLong(reference.file().bytes());
            output.writeLong(reference.file().modifiedMillis());
            output.writeInt(reference.page());
            output.writeByte((reference.stack() ? STACK : 0) + (reference.applyOrientation() ? ORIENTATION : 0));
            output.writeInt(reference.size().width());
            output.writeInt(reference.size().height());
            output.writeInt(reference.size().channels());
            output.writeInt(reference.size().slices());
            output.writeFloat(reference.range().min());
            output.writeFloat(reference.range().max());
            cell.picture.write(output);
        }

        @Override
        public ReferredImageCell deserialize(DataCellDataInput input) throws IOException {
            int version = input.readByte();
            if (version > VERSION) {
                throw new IOException("A stored HazeLab image cell was written by a newer HazeLab (format " + version
                    + "; this one reads " + VERSION + "). Update HazeLab");
            }
            try {
                if (version < VERSION) {
                    throw new IllegalArgumentException("its format is " + version);
                }
                return new ReferredImageCell(reference(input), CellPicture.read(input));
            } catch (IllegalArgumentException e) {
                throw new IOException("A stored HazeLab image cell is damaged: " + e.getMessage(), e);
            }
        }

        private static ImageReference reference(DataCellDataInput input) throws IOException {
            FileState file = new FileState(uri(input), input.readLong(), input.readLong());
            int page = input.readInt();
            int flags = input.readByte();
            if ((flags & ~(STACK | ORIENTATION)) != 0) {
                throw new IllegalArgumentException("its flags are " + flags);
            }
            ImageSize size = new ImageSize(input.readInt(), input.readInt(), input.readInt(), input.readInt());
            CellPicture.check(size);
            return new ImageReference(file, page, (flags & STACK) != 0, (flags & ORIENTATION) != 0, size,
                new ValueRange(input.readFloat(), input.readFloat()));
        }

        private static String uri(DataCellDataInput input) throws IOException {
            int length = input.readInt();
            if (length < 1 || length > LONGEST_URI) {
                throw new IllegalArgumentException("its file's place has " + length + " bytes");
            }
            byte[] bytes = new byte[length];
            input.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
