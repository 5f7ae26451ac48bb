// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.shared;

import java.io.IOException;
import java.util.Optional;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ImageSize;
import org.hazelab.imaging.io.ImageFileReader;
import org.hazelab.imaging.io.ImageFileWriter;
import org.hazelab.imaging.task.Progress;
import org.hazelab.knime.nodes.cell.FloatImageCellFactory;
import org.hazelab.knime.nodes.cell.FloatImageValue;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DataValue;
import org.knime.core.data.image.png.PNGImageCellFactory;
import org.knime.core.data.image.png.PNGImageValue;
import org.knime.core.node.ExecutionContext;
import org.knime.node.parameters.widget.choices.Label;

/** From cells to images and back: the two kinds of image cell that every node takes and gives. */
public final class ImageCells {

    private ImageCells() {
    }

    /** The kind of cell a node puts its images into. */
    public enum Kind {
        @Label(value = "HazeLab image", description = "Every pixel as a 32-bit float, with the image's value range.")
        FLOAT,
        @Label(value = "PNG image (8 bit)", description = "KNIME's own image cell. The value range becomes 0 to 255; "
            + "values outside of it are clipped.")
        PNG_8,
        @Label(value = "PNG image (16 bit)", description = "KNIME's own image cell. The value range becomes 0 to "
            + "65535; "
            + "values outside of it are clipped.")
        PNG_16;

        /** The type of a column of such cells. */
        public DataType type() {
            return this == FLOAT ? FloatImageCellFactory.TYPE : PNGImageCellFactory.TYPE;
        }
    }

    /** The values a column of images may have, the one that keeps all information first. */
    @SuppressWarnings("unchecked")
    static Class<? extends DataValue>[] values() {
        return new Class[] {FloatImageValue.class, PNGImageValue.class};
    }

    /** Whether a column holds images that we read. */
    public static boolean isImage(DataColumnSpec column) {
        return column.getType().isCompatible(FloatImageValue.class)
            || column.getType().isCompatible(PNGImageValue.class);
    }

    /**
     * The image in a cell.
     *
     * @throws HazeLabException if the cell is missing or does not hold an image that can be read
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    public static FloatImage read(DataCell cell, Progress progress) throws HazeLabException {
        if (cell instanceof FloatImageValue value) {
            return value.getFloatImage(progress);
        } else if (cell instanceof PNGImageValue value) {
            return ImageFileReader.fromPng(value.getImageContent().getByteArrayReference(), progress);
        } else if (cell.isMissing()) {
            throw new HazeLabException("The image is missing", "Filter the row out, or correct what left it empty.");
        }
        throw new HazeLabException("A cell of type " + cell.getType().getName() + " is no image",
            "Choose a column of images.");
    }

    /** The sizes of the image in a cell, without reading its pixels; empty if there is none that can be read. */
    public static Optional<ImageSize> size(DataCell cell) {
        if (cell instanceof FloatImageValue value) {
            return Optional.of(value.getImageSize());
        } else if (cell instanceof PNGImageValue value) {
            try {
                return Optional.of(ImageFileReader.pngSize(value.getImageContent().getByteArrayReference()));
            } catch (HazeLabException e) {
                return Optional.empty(); // reading it will say why
            }
        }
        return Optional.empty();
    }

    /** @throws HazeLabException if cells of the kind cannot hold the image, as a PNG cannot hold a stack */
    public static void checkHolds(FloatImage image, Kind kind) throws HazeLabException {
        if (kind == Kind.FLOAT) {
            return;
        }
        try {
            ImageFileWriter.checkHolds(image,
                kind == Kind.PNG_8 ? ImageFileWriter.Format.PNG8 : ImageFileWriter.Format.PNG16);
        } catch (HazeLabException e) {
            throw new HazeLabException(e.summary(),
                "Choose \"HazeLab image\" as the kind of cells, which holds any image.",
                e);
        }
    }

    /**
     * A cell that holds the image.
     *
     * @param name names the file store, unique in this execution of the node
     * @throws HazeLabException if the kind cannot hold such an image, as a PNG cannot hold a stack
     * @throws IOException if KNIME cannot make a file store
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    public static DataCell create(FloatImage image, Kind kind, String name, ExecutionContext exec, Progress progress)
        throws HazeLabException, IOException {
        checkHolds(image, kind);
        return switch (kind) {
            case FLOAT -> FloatImageCellFactory.create(image, exec.createFileStore(name), progress);
            case PNG_8 -> PNGImageCellFactory.create(ImageFileWriter.toPng(image, 8, progress));
            case PNG_16 -> PNGImageCellFactory.create(ImageFileWriter.toPng(image, 16, progress));
        };
    }
}
