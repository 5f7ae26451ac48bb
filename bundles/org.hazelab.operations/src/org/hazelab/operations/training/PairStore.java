// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.training;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.hazematching.Normalization;
import org.hazelab.methods.hazematching.TrainingPairs;

/**
 * Pairs of images in a temporary file, 8 bytes a pixel of the pair, in units of the images. Crops are read from it, so
 * the memory that training takes does not grow with the images.
 *
 * <p>Nothing of it is left behind by a process that is killed: where a file that is open can be deleted, it is as soon
 * as it is open, and its room on the disk is free when the process ends, however. Elsewhere (Windows) closing deletes
 * it, and the next training deletes the files that nobody has open any more.
 */
final class PairStore implements AutoCloseable {

    private static final String PREFIX = "hazelab-training-";
    private static final String SUFFIX = ".raw";
    /** A younger file may be about to be opened. */
    private static final Duration YOUNG = Duration.ofMinutes(1);
    /** Pixels of an image between two questions whether the user has cancelled. */
    private static final int CHUNK = 1 << 16;

    /** Why a row cannot be trained with; other failures end the work. */
    static final class MisfitException extends Exception {

        private static final long serialVersionUID = 1L;

        private final HazeLabException reason;

        MisfitException(HazeLabException reason) {
            super(reason);
            this.reason = reason;
        }

        HazeLabException reason() {
            return reason;
        }
    }

    private record Entry(String name, long offset, int width, int height, Moments hazy, Moments clean) {
    }

    private final Path path;
    // Not a FileChannel: KNIME interrupts the thread of a cancelled node, which would close that.
    private final RandomAccessFile file;
    private final List<Entry> entries = new ArrayList<>();
    private final CRC32 checksum = new CRC32();
    private long length;

    PairStore() throws HazeLabException {
        this(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** @param folder where the file goes */
    PairStore(Path folder) throws HazeLabException {
        try {
            clean(folder);
            path = Files.createTempFile(folder, PREFIX, SUFFIX);
            file = new RandomAccessFile(path.toFile(), "rw");
        } catch (IOException e) {
            throw failed(e);
        }
        deleteIfPossible(path);
    }

    /**
     * Deletes what killed trainings have left. One that still runs does not miss its file: it has it open, and Windows
     * refuses to delete it.
     */
    private static void clean(Path folder) {
        Instant young = Instant.now().minus(YOUNG);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX)) {
            for (Path old : files) {
                if (isOlder(old, young)) {
                    deleteIfPossible(old);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return; // a folder that cannot be listed: there is nothing that we could clean
        }
    }

    private static boolean isOlder(Path file, Instant time) {
        try {
            return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant().isBefore(time);
        } catch (IOException e) {
            return false; // another training has deleted it
        }
    }

    private static void deleteIfPossible(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // On Windows while it is open, or another user's: it stays, and nothing depends on it.
            return;
        }
    }

    int count() {
        return entries.size();
    }

    /** Tells these pixels from others. */
    long checksum() {
        return checksum.getValue();
    }

    /**
     * Adds a pair.
     *
     * @param least the rows and columns that both must have at least
     * @throws MisfitException if the images are no pair that can be trained with
     * @throws HazeLabException if the disk is full
     */
    void add(TrainingRows.Row row, int least, Progress progress) throws HazeLabException, MisfitException {
        FloatImage hazy;
        FloatImage clean;
        Entry entry;
        try {
            hazy = row.hazy(progress);
            clean = row.clean(progress);
            check(hazy, clean, least);
            entry = new Entry(row.name(), length, hazy.width(), hazy.height(), moments(hazy, "hazy"),
                moments(clean, "clean"));
        } catch (HazeLabException e) {
            // KNIME interrupts the thread of a cancelled node, which breaks its file operations: that is no misfit.
            progress.checkCanceled();
            throw new MisfitException(e);
        }
        try {
            file.seek(length);
            write(hazy, progress);
            write(clean, progress);
        } catch (IOException e) {
            throw failed(e);
        }
        length += 2L * hazy.pixels() * Float.BYTES;
        entries.add(entry);
    }

    private static void check(FloatImage hazy, FloatImage clean, int least) throws HazeLabException {
        check(hazy, "hazy");
        check(clean, "clean");
        if (hazy.width() != clean.width() || hazy.height() != clean.height()) {
            throw new HazeLabException("The hazy image has " + size(hazy) + " pixels and the clean one " + size(clean),
                "Give both the same size.");
        }
        if (Math.min(hazy.width(), hazy.height()) < least) {
            throw new HazeLabException(
                "The images have " + size(hazy) + " pixels, less than the crops of " + least + " x "
                    + least,
                "Choose smaller crops, or leave the row out.");
        }
    }

    private static void check(FloatImage image, String what) throws HazeLabException {
        if (image.channels() != 1 || image.slices() != 1) {
            throw new HazeLabException(
                "The " + what + " image has " + (image.slices() == 1 ? image.channels() + " channels"
                    : image.slices() + " slices"),
                "Give grey images of one slice.");
        }
    }

    private static String size(FloatImage image) {
        return image.width() + " x " + image.height();
    }

    private static Moments moments(FloatImage image, String what) throws HazeLabException {
        for (float value : image.plane(0)) {
            if (!Float.isFinite(value)) {
                throw new HazeLabException("The " + what + " image has pixels that are no numbers",
                    "Mend the image, or leave the row out.");
            }
        }
        return Moments.of(image.plane(0));
    }

    private void write(FloatImage image, Progress progress) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(CHUNK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < image.pixels(); at += CHUNK) {
            progress.checkCanceled();
            int count = Math.min(CHUNK, image.pixels() - at);
            bytes.asFloatBuffer().put(image.plane(0), at, count);
            checksum.update(bytes.array(), 0, count * Float.BYTES);
            file.write(bytes.array(), 0, count * Float.BYTES);
        }
    }

    /**
     * Mean and population standard deviation of all pixels of some pairs.
     *
     * @throws HazeLabException if all pixels of a kind are the same
     */
    Normalization normalization(int... pairs) throws HazeLabException {
        Moments hazy = Moments.NONE;
        Moments clean = Moments.NONE;
        for (int pair : pairs) {
            hazy = hazy.and(entries.get(pair).hazy());
            clean = clean.and(entries.get(pair).clean());
        }
        if (!(hazy.deviation() > 0 && clean.deviation() > 0)) {
            throw new HazeLabException("All pixels of the " + (clean.deviation() > 0 ? "hazy" : "clean")
                + " training images are the same", "Choose images that show something.");
        }
        return new Normalization(clean.mean(), clean.deviation(), hazy.mean(), hazy.deviation());
    }

    /** Some of the pairs, to be used before this is closed. */
    TrainingPairs pairs(Normalization normalization, int... pairs) {
        return new TrainingPairs() {
            @Override
            public int count() {
                return pairs.length;
            }

            @Override
            public String name(int pair) {
                return "Row \"" + entries.get(pairs[pair]).name() + "\"";
            }

            @Override
            public int height(int pair) {
                return entries.get(pairs[pair]).height();
            }

            @Override
            public int width(int pair) {
                return entries.get(pairs[pair]).width();
            }

            @Override
            public void square(int pair, int top, int left, int side, float[] hazy, float[] clean)
                throws HazeLabException {
                Entry entry = entries.get(pairs[pair]);
                long first = entry.offset() + ((long)top * entry.width() + left) * Float.BYTES;
                read(first, entry.width(), side, hazy);
                read(first + (long)entry.width() * entry.height() * Float.BYTES, entry.width(), side, clean);
                for (int i = 0; i < side * side; i++) {
                    hazy[i] = normalization.input(hazy[i]);
                    clean[i] = normalization.target(clean[i]);
                }
            }
        };
    }

    private void read(long first, int width, int side, float[] target) throws HazeLabException {
        byte[] row = new byte[side * Float.BYTES];
        FloatBuffer floats = ByteBuffer.wrap(row).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        try {
            for (int y = 0; y < side; y++) {
                file.seek(first + (long)y * width * Float.BYTES);
                file.readFully(row);
                floats.get(0, target, y * side, side);
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static HazeLabException failed(IOException e) {
        return new HazeLabException("The training images cannot be put aside in a temporary file: " + e.getMessage(),
            "Make room in the folder for temporary files; it takes 8 bytes for each pixel of a pair.", e);
    }

    @Override
    public void close() throws HazeLabException {
        try {
            file.close();
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw failed(e);
        }
    }
}
