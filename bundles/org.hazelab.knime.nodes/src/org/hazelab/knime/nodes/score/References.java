// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.score;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ImageSize;
import org.hazelab.imaging.io.RawImageFile;
import org.hazelab.imaging.task.Progress;
import org.hazelab.knime.nodes.cell.FloatImageValue;
import org.hazelab.knime.nodes.shared.ImageCells;
import org.hazelab.operations.scoring.ReferenceNames;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.node.BufferedDataTable;

/**
 * The references of a second table, found by row key or name in any order.
 *
 * <p>Pixels stay on the disk: HazeLab cells hold none, and other images are put into a temporary folder that closing
 * deletes. So the memory does not grow with the table but by some texts a row.
 */
final class References implements ReferenceOf, AutoCloseable {

    /**
     * A reference.
     *
     * @param key what it is found by
     * @param name its name, if it was found by its row key and that can be compared; null if not
     * @param cell where it is; null if it is in the file
     */
    private record Entry(String key, String name, DataCell cell, Path file, ImageSize size) {
    }

    private final Pairing pairing;
    private final ReferenceNames names;
    private final List<Entry> entries = new ArrayList<>();
    private Path folder;

    References(Pairing pairing) {
        this.pairing = pairing;
        names = new ReferenceNames(pairing.rule());
    }

    /**
     * Reads the names of all references.
     *
     * @param imageIndex the column of images
     * @throws HazeLabException if two references have the same name and that is not allowed, or one cannot be put aside
     */
    void add(BufferedDataTable table, int imageIndex, Progress progress) throws HazeLabException, IOException {
        long rows = table.size();
        try (CloseableRowIterator iterator = table.iterator()) {
            for (long r = 0; iterator.hasNext(); r++) {
                progress.checkCanceled();
                DataRow row = iterator.next();
                Progress one = progress.part(r / (double)rows, (r + 1) / (double)rows,
                    "Reference " + (r + 1) + " of " + rows + " (" + row.getKey() + "): ");
                one.report(0, "reading");
                String key = pairing.keyOfReference(row);
                if (key != null) {
                    add(key, row.getCell(imageIndex), row, one);
                }
            }
        }
    }

    private void add(String key, DataCell cell, DataRow row, Progress progress) throws HazeLabException, IOException {
        if (pairing.unique() && names.contains(key)) {
            throw new HazeLabException(
                "Two references are named \"" + key + "\", the second in row \"" + row.getKey() + "\"",
                "Give each reference a name of its own, or filter one out.");
        }
        names.add(key);
        String name = pairing.referenceNameBeside(row).orElse(null);
        if (cell.isMissing() || cell instanceof FloatImageValue) {
            entries.add(new Entry(key, name, cell, null, ImageCells.size(cell).orElse(null)));
            return;
        }
        if (folder == null) {
            folder = Files.createTempDirectory("hazelab-references-");
        }
        Path file = folder.resolve(entries.size() + ".img");
        entries.add(new Entry(key, name, null, file, ImageCells.size(cell).orElse(null)));
        RawImageFile.write(ImageCells.read(cell, progress), file, progress);
    }

    private Entry find(DataRow row) throws HazeLabException {
        String key = pairing.keyOfImage(row);
        if (key == null) {
            throw new HazeLabException("The image has no name to find its reference by", "Fill the column of names.");
        }
        return entries.get(names.find(key));
    }

    @Override
    public FloatImage read(DataRow row, Progress progress) throws HazeLabException {
        Entry entry = find(row);
        if (entry.file != null) {
            return RawImageFile.read(entry.file, progress);
        }
        if (entry.cell.isMissing()) {
            throw new HazeLabException("The reference \"" + entry.key + "\" is missing", "Mend what left it empty.");
        }
        return ImageCells.read(entry.cell, progress);
    }

    @Override
    public Optional<ImageSize> size(DataRow row) {
        try {
            return Optional.ofNullable(find(row).size);
        } catch (HazeLabException e) {
            return Optional.empty(); // reading it will say why
        }
    }

    @Override
    public Optional<String> doubt(DataRow row) {
        try {
            String other = find(row).name;
            return pairing.nameBeside(row).filter(name -> other != null && !name.equals(other))
                .map(name -> "the image is named \"" + name + "\", the reference \"" + other + "\"");
        } catch (HazeLabException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        for (Entry entry : entries) {
            if (entry.file != null) {
                Files.deleteIfExists(entry.file);
            }
        }
        if (folder != null) {
            Files.deleteIfExists(folder);
        }
    }
}
