// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.cell;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Path;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ImageSize;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.io.ImageFileWriter;
import org.hazelab.imaging.io.ImagePreview;
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
import org.knime.core.data.image.png.PNGImageContent;

/**
 * An image whose pixels lie in a file store; the cell itself holds sizes, value range and a content hash.
 *
 * <p>The pixels are written when the cell is made, so a table of large images never fills the heap.
 */
@SuppressWarnings("serial") // cells are stored by the serializer below, never by Java serialization
public final class FloatImageCell extends FileStoreCell implements FloatImageValue {

    private final Header header;

    /** The PNG that table views ask for again and again while one scrolls. */
    private SoftReference<byte[]> preview = new SoftReference<>(null);

    private FloatImageCell(Header header, FileStore store) {
        super(store);
        this.header = header;
    }

    private FloatImageCell(Header header) {
        this.header = header;
    }

    /**
     * Writes the image into the file store and returns the cell that stands for it.
     *
     * @throws HazeLabException if the file store cannot be written
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    static FloatImageCell create(FloatImage image, FileStore store, Progress progress) throws HazeLabException {
        return new FloatImageCell(RawImageFile.write(image, store.getFile().toPath(), progress), store);
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
    public synchronized ImageContent getImageContent() {
        byte[] png = preview.get();
        if (png == null) {
            try {
                png = ImageFileWriter.toPng(ImagePreview.of(getFloatImage(Progress.NONE)), 8, Progress.NONE);
            } catch (HazeLabException e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
            preview = new SoftReference<>(png);
        }
        return new PNGImageContent(png);
    }

    @Override
    public String getImageExtension() {
        return "png";
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
        return header.width() + " x " + header.height()
            + (header.channels() > 1 ? ", " + header.channels() + " channels" : "")
            + (header.slices() > 1 ? ", " + header.slices() + " slices" : "");
    }

    /**
     * Stores the cell's header; KNIME itself stores the key of the file store. The order of the fields is a promise.
     */
    public static final class Serializer implements DataCellSerializer<FloatImageCell> {

        @Override
        public void serialize(FloatImageCell cell, DataCellDataOutput output) throws IOException {
            Header header = cell.header;
            output.writeInt(header.width());
            output.writeInt(header.height());
            output.writeInt(header.channels());
            output.writeInt(header.slices());
            output.writeFloat(header.range().min());
            output.writeFloat(header.range().max());
            output.writeInt(header.bytesPerSample());
            output.writeLong(header.contentHash());
        }

        @Override
        public FloatImageCell deserialize(DataCellDataInput input) throws IOException {
            try {
                return new FloatImageCell(new Header(input.readInt(), input.readInt(), input.readInt(), input.readInt(),
                    new ValueRange(input.readFloat(), input.readFloat()), input.readInt(), input.readLong()));
            } catch (IllegalArgumentException e) {
                throw new IOException("A stored HazeLab image cell is damaged: " + e.getMessage(), e);
            }
        }
    }
}
