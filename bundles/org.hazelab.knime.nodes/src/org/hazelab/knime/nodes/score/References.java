// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.score;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.io.RawImageFile;
import org.hazelab.imaging.task.Progress;
import org.hazelab.knime.nodes.cell.FloatImageValue;
import org.hazelab.knime.nodes.shared.CellTexts;
import org.hazelab.knime.nodes.shared.ImageCells;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.node.BufferedDataTable;

/**
 * The references of a table of images, found by name in any order.
 *
 * <p>Pixels stay on the disk: HazeLab cells hold none, and other images are put into a temporary folder that closing
 * deletes. So the memory does not grow with the table but by a name a row.
 */
final class References implements AutoCloseable {

    private final Map<String, DataCell> cells = new HashMap<>();
    private final Map<String, Path> files = new HashMap<>();
    private Path folder;

    /**
     * Reads the names of all references.
     *
     * @param imageIndex the column of images
     * @param nameIndex the column of names, -1 for the row keys
     * @throws HazeLabException if two references have the same name, or one cannot be put aside
     */
    void add(BufferedDataTable table, int imageIndex, int nameIndex, Progress progress) throws HazeLabException, IOException {
        long rows = table.size();
        try (CloseableRowIterator iterator = table.iterator()) {
            for (long r = 0; iterator.hasNext(); r++) {
                progress.checkCanceled();
                DataRow row = iterator.next();
                Progress one = progress.part(r / (double)rows, (r + 1) / (double)rows,
                    "Reference " + (r + 1) + " of " + rows + " (" + row.getKey() + "): ");
                one.report(0, "reading");
                String name = name(row, nameIndex);
                if (name != null) {
                    add(name, row.getCell(imageIndex), row, one);
                }
            }
        }
    }

    /** The name of an image or reference, null if it is missing. */
    static String name(DataRow row, int nameIndex) {
        return nameIndex < 0 ? row.getKey().getString() : CellTexts.of(row.getCell(nameIndex)).orElse(null);
    }

    private void add(String name, DataCell cell, DataRow row, Progress progress) throws HazeLabException, IOException {
        if (cells.containsKey(name) || files.containsKey(name)) {
            throw new HazeLabException("Two references are named \"" + name + "\", the second in row \"" + row.getKey() + "\"",
                "Give each reference a name of its own, or filter one out.");
        }
        if (cell.isMissing() || cell instanceof FloatImageValue) {
            cells.put(name, cell);
        } else {
            if (folder == null) {
                folder = Files.createTempDirectory("hazelab-references-");
            }
            Path file = folder.resolve(files.size() + ".img");
            RawImageFile.write(ImageCells.read(cell, progress), file, progress);
            files.put(name, file);
        }
    }

    /**
     * The reference of that name.
     *
     * @throws HazeLabException if there is none, or it cannot be read
     */
    FloatImage get(String name, Progress progress) throws HazeLabException {
        if (name == null) {
            throw new HazeLabException("The image has no name to find its reference by", "Fill the column of names.");
        }
        Path file = files.get(name);
        if (file != null) {
            return RawImageFile.read(file, progress);
        }
        DataCell cell = cells.get(name);
        if (cell == null) {
            throw new HazeLabException("There is no reference named \"" + name + "\"", "Add it to the table of references.");
        }
        if (cell.isMissing()) {
            throw new HazeLabException("The reference \"" + name + "\" is missing", "Mend what left it empty.");
        }
        return ImageCells.read(cell, progress);
    }

    @Override
    public void close() throws IOException {
        for (Path file : files.values()) {
            Files.deleteIfExists(file);
        }
        if (folder != null) {
            Files.deleteIfExists(folder);
        }
    }
}
