// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.cell;

import java.io.IOException;
import java.nio.file.Path;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ImageSize;
import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.io.RawImageFile;
import org.hazelab.imaging.io.RawImageFile.Header;
import org.hazelab.imaging.task.Progress;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataCellDataInput;
import org.knime.core.data.DataCellDataOutput;
import org.knime.core.data.DataCellSerializer;
import org.knime.core.data.filestore.FileStore;
import org.knime.core.data.filestore.FileStoreCell;
import org.knime.core.data.image.ImageContent;

/**
 * An image whose pixels lie in a file store; the cell itself holds sizes, value range, a content hash and a small
 * preview.
 *
 * <p>The pixels are written when the cell is made, so a table of large images never fills the heap. Cells with the same
 * pixels, sizes and range are equal, whatever their previews are.
 */
@SuppressWarnings("serial") // cells are stored by the serializer below, never by Java serialization
public final class FloatImageCell extends FileStoreCell implements FloatImageValue {

    private final Header header;
    private final CellPicture picture;

    private FloatImageCell(Header header, byte[] preview, FileStore store) {
        super(store);
        this.header = header;
        this.picture = new CellPicture(this, preview);
    }

    private FloatImageCell(Header header, @Nullable byte[] preview) {
        this.header = header;
        this.picture = new CellPicture(this, preview);
    }

    /**
     * Writes the image into the file store and returns the cell that stands for it.
     *
     * @throws HazeLabException if the file store cannot be written
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    static FloatImageCell create(FloatImage image, FileStore store, Progress progress) throws HazeLabException {
        byte[] preview = CellPicture.preview(image, progress);
        return new FloatImageCell(RawImageFile.write(image, store.getFile().toPath(), progress), preview, store);
    }

    @Override
    public FloatImage getFloatImage(Progress progress) throws HazeLabException {
        return RawImageFile.read(file(), progress);
    }

    @Override
    public ImageSize getImageSize() {
        return new ImageSize(header.width(), header.height(), header.channels(), header.slices());
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

    private Path file() {
        return getFileStores()[0].getFile().toPath();
    }

    @Override
    protected boolean equalFileStoreContent(DataCell other) {
        return header.equals(((FloatImageCell)other).header);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(header.contentHash());
    }

    @Override
    public String toString() {
        return CellPicture.text(getImageSize());
    }

    /**
     * Stores the cell's header and preview; KNIME itself stores the key of the file store. The order of the fields is a
     * promise, big-endian as in {@link java.io.DataOutput}:
     * <pre>
     * 4 int    width, height, channels, slices
     * 2 float  both ends of the value range
     * int      bytes per sample: 1, 2 or 4; plus 256 if a preview follows
     * long     content hash
     * int      length of the preview, and its bytes (PNG)
     * </pre>
     * The first cells had no preview, and end with the content hash. The flag is in the cell itself since not every
     * table format tells where a cell's bytes end; a HazeLab that does not know it reads the fields before the preview
     * and needs no more.
     */
    public static final class Serializer implements DataCellSerializer<FloatImageCell> {

        private static final int PREVIEW_FOLLOWS = 256;

        @Override
        public void serialize(FloatImageCell cell, DataCellDataOutput output) throws IOException {
            Header header = cell.header;
            output.writeInt(header.width());
            output.writeInt(header.height());
            output.writeInt(header.channels());
            output.writeInt(header.slices());
            output.writeFloat(header.range().min());
            output.writeFloat(header.range().max());
            output.writeInt(header.bytesPerSample() + (cell.picture.hasPreview() ? PREVIEW_FOLLOWS : 0));
            output.writeLong(header.contentHash());
            if (cell.picture.hasPreview()) {
                cell.picture.write(output);
            }
        }

        @Override
        public FloatImageCell deserialize(DataCellDataInput input) throws IOException {
            try {
                ImageSize size = new ImageSize(input.readInt(), input.readInt(), input.readInt(), input.readInt());
                CellPicture.check(size);
                ValueRange range = new ValueRange(input.readFloat(), input.readFloat());
                int bytesAndFlag = input.readInt();
                int bytes = bytesAndFlag & ~PREVIEW_FOLLOWS;
                if (bytes != 1 && bytes != 2 && bytes != 4) {
                    throw new IllegalArgumentException("no sample takes " + bytes + " bytes");
                }
                Header header = new Header(size.width(), size.height(), size.channels(), size.slices(), range, bytes,
                    input.readLong());
                return new FloatImageCell(header, bytes == bytesAndFlag ? null : CellPicture.read(input));
            } catch (IllegalArgumentException e) {
                throw new IOException("A stored HazeLab image cell is damaged: " + e.getMessage(), e);
            }
        }
    }
}
