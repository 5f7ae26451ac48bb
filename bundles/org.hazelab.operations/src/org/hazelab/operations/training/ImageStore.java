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
import org.hazelab.methods.crops.ImageSet;
import org.hazelab.methods.crops.Moments;
import org.hazelab.methods.recipe.ImageRole;

/**
 * The images of a training in a temporary file, 4 bytes a value, in units of the images. Rectangles are read from it,
 * so the memory that training takes does not grow with the images.
 *
 * <p>Nothing of it is left behind by a process that is killed: where a file that is open can be deleted, it is as soon
 * as it is open, and its room on the disk is free when the process ends, however. Elsewhere (Windows) closing deletes
 * it, and the next training deletes the files that are not open any more.
 */
final class ImageStore implements AutoCloseable {

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

    /** A row: where its first image lies in the file, behind which the others follow, each plane by plane. */
    private record Entry(String name, long offset, int width, int height, List<Moments> moments) {
    }

    private final Path path;
    // Not a FileChannel: KNIME interrupts the thread of a cancelled node, which would close that.
    private final RandomAccessFile file;
    private final List<Entry> entries = new ArrayList<>();
    private final CRC32 checksum = new CRC32();
    private long length;

    ImageStore() throws HazeLabException {
        this(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** @param folder where the file goes */
    ImageStore(Path folder) throws HazeLabException {
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
     * Adds a row.
     *
     * @param roles what its images are
     * @param least the rows and columns that each must have at least
     * @throws MisfitException if the images cannot be trained with
     * @throws HazeLabException if the disk is full
     */
    void add(TrainingRows.Row row, List<ImageRole> roles, int least, Progress progress)
        throws HazeLabException, MisfitException {
        List<float[][]> images = new ArrayList<>();
        Entry entry;
        try {
            entry = read(row, roles, least, images, progress);
        } catch (HazeLabException e) {
            // KNIME interrupts the thread of a cancelled node, which breaks its file operations: that is no misfit.
            progress.checkCanceled();
            throw new MisfitException(e);
        }
        try {
            file.seek(length);
            for (float[][] planes : images) {
                for (float[] plane : planes) {
                    write(plane, progress);
                    length += (long)plane.length * Float.BYTES;
                }
            }
        } catch (IOException e) {
            throw failed(e);
        }
        entries.add(entry);
    }

    private Entry read(TrainingRows.Row row, List<ImageRole> roles, int least, List<float[][]> images,
        Progress progress) throws HazeLabException {
        List<FloatImage> all = new ArrayList<>();
        for (int i = 0; i < roles.size(); i++) {
            all.add(row.image(i, progress));
        }
        FitOfRow.check(all, roles, least);
        List<Moments> moments = new ArrayList<>();
        for (int i = 0; i < roles.size(); i++) {
            images.add(FitOfRow.planes(all.get(i), roles.get(i)));
            moments.add(Moments.of(images.get(i)));
        }
        return new Entry(row.name(), length, all.get(0).width(), all.get(0).height(), moments);
    }

    private void write(float[] plane, Progress progress) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(CHUNK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < plane.length; at += CHUNK) {
            progress.checkCanceled();
            int count = Math.min(CHUNK, plane.length - at);
            bytes.asFloatBuffer().put(plane, at, count);
            checksum.update(bytes.array(), 0, count * Float.BYTES);
            file.write(bytes.array(), 0, count * Float.BYTES);
        }
    }

    /** Some of the rows, to be used before this is closed. All of them have images of these roles. */
    ImageSet images(List<ImageRole> roles, int... rows) {
        return new Stored(roles, rows);
    }

    private final class Stored implements ImageSet {

        private final List<ImageRole> roles;
        private final int[] rows;

        Stored(List<ImageRole> roles, int... rows) {
            this.roles = roles;
            this.rows = rows.clone();
        }

        private Entry entry(int row) {
            return entries.get(rows[row]);
        }

        @Override
        public int count() {
            return rows.length;
        }

        @Override
        public String name(int row) {
            return "Row \"" + entry(row).name() + "\"";
        }

        @Override
        public int height(int row) {
            return entry(row).height();
        }

        @Override
        public int width(int row) {
            return entry(row).width();
        }

        @Override
        public int planes(int image) {
            return roles.get(image).planes();
        }

        @Override
        public void read(int row, int image, Area area, float[][] planes) throws HazeLabException {
            Entry entry = entry(row);
            long before = roles.stream().limit(image).mapToLong(ImageRole::planes).sum();
            long size = (long)entry.width() * entry.height() * Float.BYTES;
            long corner = ((long)area.top() * entry.width() + area.left()) * Float.BYTES;
            for (int plane = 0; plane < planes.length; plane++) {
                ImageStore.this.read(entry.offset() + (before + plane) * size + corner, entry.width(), area,
                    planes[plane]);
            }
        }

        @Override
        public Moments moments(int row, int image) {
            return entry(row).moments().get(image);
        }
    }

    /** By one thread at a time: the file has one position. */
    private synchronized void read(long first, int width, ImageSet.Area area, float[] target) throws HazeLabException {
        byte[] row = new byte[area.width() * Float.BYTES];
        FloatBuffer floats = ByteBuffer.wrap(row).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        try {
            for (int y = 0; y < area.height(); y++) {
                file.seek(first + (long)y * width * Float.BYTES);
                file.readFully(row);
                floats.get(0, target, y * area.width(), area.width());
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static HazeLabException failed(IOException e) {
        return new HazeLabException("The training images cannot be kept in a temporary file: " + e.getMessage(),
            "Make room in the folder for temporary files; it takes 4 bytes for each value of a pixel.", e);
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
