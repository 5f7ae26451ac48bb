// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.scoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ImageSize;
import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.io.RawImageFile;
import org.hazelab.imaging.task.Progress;
import org.hazelab.operations.table.ImageTable;

/**
 * The references of a second table, found by row key or name in any order.
 *
 * <p>Pixels stay on the disk: those that a source would hold in memory are put into a temporary folder that closing
 * deletes. So the memory grows by some texts a row, not by the images. Not thread-safe while references are added;
 * afterwards any thread may read them.
 */
public final class References implements ReferenceOf, AutoCloseable {

    /**
     * A reference.
     *
     * @param key what it is found by
     * @param name its name, if it was found by its row key and that can be compared; null if not
     * @param source where it is; null if it is in the file
     * @param size null if it is not known
     */
    private record Entry(String key, @Nullable String name, @Nullable ImageSource source, @Nullable Path file,
        @Nullable ImageSize size) {
    }

    private final Pairing pairing;
    private final ReferenceNames names;
    private final List<Entry> entries = new ArrayList<>();
    private @Nullable Path folder;

    /** No references yet, which are found by this pairing. */
    public References(Pairing pairing) {
        this.pairing = Objects.requireNonNull(pairing);
        names = new ReferenceNames(pairing.rule());
    }

    /**
     * Adds the references of a table; rows without a name are left out if references are found by it.
     *
     * @throws HazeLabException if two references have the same name and that is not allowed, or one cannot be put aside
     * @throws IOException if the temporary folder cannot be written
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    public void add(ImageTable<? extends ImageRow> table, Progress progress) throws HazeLabException, IOException {
        long size = table.size();
        try (ImageTable.Rows<? extends ImageRow> rows = table.open()) {
            for (long r = 0; rows.hasNext(); r++) {
                progress.checkCanceled();
                ImageRow row = rows.next();
                Progress one = progress.part(r / (double)size, (r + 1) / (double)size,
                    "Reference " + (r + 1) + " of " + size + " (" + row.key() + "): ");
                one.report(0, "reading");
                Optional<String> key = pairing.key(row);
                if (key.isPresent()) {
                    add(key.get(), row, one);
                }
            }
        }
    }

    private void add(String key, ImageRow row, Progress progress) throws HazeLabException, IOException {
        if (pairing.unique() && names.contains(key)) {
            throw new HazeLabException(
                "Two references are named \"" + key + "\", the second in row \"" + row.key() + "\"",
                "Give each reference a name of its own, or filter one out.");
        }
        names.add(key);
        String name = pairing.nameBeside(row).orElse(null);
        ImageSource source = row.image();
        ImageSize size = source.size().orElse(null);
        if (!source.holdsPixels()) {
            entries.add(new Entry(key, name, source, null, size));
            return;
        }
        if (folder == null) {
            folder = Files.createTempDirectory("hazelab-references-");
        }
        Path file = folder.resolve(entries.size() + ".img");
        entries.add(new Entry(key, name, null, file, size));
        RawImageFile.write(source.read(progress), file, progress);
    }

    private Entry find(ImageRow row) throws HazeLabException {
        String key = pairing.key(row).orElseThrow(() -> new HazeLabException(
            "The image has no name to find its reference by", "Fill the column of names."));
        return entries.get(names.find(key));
    }

    @Override
    public FloatImage read(ImageRow row, Progress progress) throws HazeLabException {
        Entry entry = find(row);
        if (entry.file != null) {
            return RawImageFile.read(entry.file, progress);
        }
        ImageSource source = Objects.requireNonNull(entry.source);
        if (source.isMissing()) {
            throw new HazeLabException("The reference \"" + entry.key + "\" is missing",
                "Look at the node that left its cell empty.");
        }
        return source.read(progress);
    }

    @Override
    public Optional<ImageSize> size(ImageRow row) {
        try {
            return Optional.ofNullable(find(row).size);
        } catch (HazeLabException e) {
            return Optional.empty(); // reading it will say why
        }
    }

    @Override
    public Optional<String> doubt(ImageRow row) {
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
