// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.concurrent.CancellationException;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.io.bytes.AtomicFile;
import org.hazelab.imaging.task.Progress;

/**
 * Writes a file in pieces, whole or not at all: a copy of another, whose content does not pass through the heap, or
 * bytes.
 */
public final class FileCopy {

    private static final long PIECE = 4 << 20;

    private FileCopy() {
    }

    /**
     * Copies.
     *
     * @param replace whether the target may take the place of a file that is there
     * @throws HazeLabException if the source cannot be read or the target not be written
     * @throws CancellationException if the user has cancelled
     */
    public static void run(Path source, Path target, boolean replace, Progress progress) throws HazeLabException {
        try (FileChannel in = FileChannel.open(source, StandardOpenOption.READ)) {
            long size = in.size();
            AtomicFile.write(target, replace, out -> {
                for (long at = 0; at < size;) {
                    progress.checkCanceled();
                    report("Copied ", at, size, progress);
                    long copied = in.transferTo(at, Math.min(PIECE, size - at), out);
                    if (copied == 0) {
                        throw new HazeLabException("The file \"" + source + "\" was shortened while it was being read",
                            "Wait until no program writes it, then try again");
                    }
                    at += copied;
                }
                report("Copied ", size, size, progress);
                progress.checkCanceled();
            });
        } catch (ClosedByInterruptException e) {
            throw (CancellationException)new CancellationException("Reading was interrupted").initCause(e);
        } catch (IOException e) {
            throw new HazeLabException("The file \"" + source + "\" cannot be read",
                "Check that it is there and that it may be read", e);
        }
    }

    /**
     * Writes bytes.
     *
     * @param replace whether the target may take the place of a file that is there
     * @throws HazeLabException if the target cannot be written
     * @throws CancellationException if the user has cancelled
     */
    public static void write(byte[] content, Path target, boolean replace, Progress progress) throws HazeLabException {
        AtomicFile.write(target, replace, out -> {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                progress.checkCanceled();
                report("Written ", bytes.position(), content.length, progress);
                ByteBuffer piece = bytes.slice(bytes.position(), (int)Math.min(PIECE, bytes.remaining()));
                bytes.position(bytes.position() + out.write(piece));
            }
            report("Written ", content.length, content.length, progress);
            progress.checkCanceled();
        });
    }

    private static void report(String done, long at, long size, Progress progress) {
        progress.report(size == 0 ? 1 : at / (double)size,
            done + megabytes(at) + " of " + megabytes(size) + " MB");
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / 1e6);
    }
}
