// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.bytes;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.concurrent.CancellationException;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Nullable;

/**
 * A file that appears under its name only when it is complete.
 *
 * <p>It is written beside its place under a hidden temporary name and moved there by {@link #commit()}; closing without
 * that removes it. Whatever fails, no half file and no temporary one is left, and a file that was there stays as it
 * was. A link is followed: the file that it points to is replaced.
 */
public final class AtomicFile implements AutoCloseable {

    /** What is written into the file. */
    @FunctionalInterface
    public interface Content {
        void write(FileChannel channel) throws IOException, HazeLabException;
    }

    private final Path named;
    private final Path target;
    private final Path temporary;
    private final boolean replace;
    private final FileChannel channel;
    private boolean done;

    private AtomicFile(Path named, Path target, Path temporary, boolean replace, FileChannel channel) {
        this.named = named;
        this.target = target;
        this.temporary = temporary;
        this.replace = replace;
        this.channel = channel;
    }

    /**
     * Starts a file.
     *
     * @param file where it is to appear; its folder exists
     * @param replace whether it may take the place of a file that is there
     * @throws HazeLabException if that is a folder, exists and may not be replaced, or its folder is missing or closed
     */
    public static AtomicFile create(Path file, boolean replace) throws HazeLabException {
        if (Files.isDirectory(file)) {
            throw new HazeLabException("\"" + file + "\" is a folder and cannot be written as a file",
                "Choose another file name");
        }
        if (!replace && Files.exists(file)) {
            throw exists(file, null);
        }
        try {
            Path target = Files.isSymbolicLink(file) && Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            Path temporary = target.resolveSibling(".hazelab-" + UUID.randomUUID() + ".part");
            FileChannel channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return new AtomicFile(file, target, temporary, replace, channel);
        } catch (IOException e) {
            throw explain(file, e);
        }
    }

    /**
     * Writes a whole file: creates, fills and commits it, or leaves nothing behind.
     *
     * @throws HazeLabException as {@link #create} and {@link #commit()}, or if writing fails (such as for a full disk)
     * @throws CancellationException if the thread was interrupted, which is how hosts cancel
     */
    public static void write(Path file, boolean replace, Content content) throws HazeLabException {
        try (AtomicFile atomic = create(file, replace)) {
            try {
                content.write(atomic.channel);
            } catch (IOException e) {
                throw atomic.failed(e);
            }
            atomic.commit();
        }
    }

    /** The content so far, for writing at any position; not to be closed. */
    public FileChannel channel() {
        return channel;
    }

    /** A stream that appends to the channel, without a buffer of its own. */
    public OutputStream stream() {
        return Channels.newOutputStream(channel);
    }

    /** What a failure of writing means to a user. */
    public HazeLabException failed(IOException e) {
        return explain(named, e);
    }

    /**
     * Closes the file and moves it to its place.
     *
     * @throws HazeLabException if that fails; the temporary file is removed on closing
     */
    public void commit() throws HazeLabException {
        try {
            channel.close();
            if (replace) {
                moveOver();
            } else {
                Files.move(temporary, target);
            }
            done = true;
        } catch (FileAlreadyExistsException e) {
            throw exists(named, e);
        } catch (IOException e) {
            throw explain(named, e);
        }
    }

    private void moveOver() throws IOException {
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Removes the temporary file unless it was committed. */
    @Override
    public void close() throws HazeLabException {
        if (!done) {
            done = true;
            try {
                try {
                    channel.close();
                } finally {
                    Files.deleteIfExists(temporary);
                }
            } catch (IOException e) {
                throw new HazeLabException("The temporary file \"" + temporary + "\" could not be removed",
                    "Remove it", e);
            }
        }
    }

    private static HazeLabException exists(Path file, @Nullable IOException cause) {
        return new HazeLabException("The file \"" + file + "\" exists already",
            "Allow overwriting, or choose another name or folder", cause);
    }

    private static HazeLabException explain(Path file, IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ClosedByInterruptException) {
                CancellationException cancelled = new CancellationException("Writing was interrupted");
                cancelled.initCause(e);
                throw cancelled;
            }
        }
        String subject = "The file \"" + file + "\" could not be written";
        if (e instanceof NoSuchFileException) {
            return new HazeLabException(subject + ": its folder does not exist",
                "Create the folder, or let it be created", e);
        }
        if (e instanceof AccessDeniedException) {
            return new HazeLabException(subject + ": access is denied",
                "Choose another folder, or close the program that uses the file", e);
        }
        String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new HazeLabException(subject + ": " + reason,
            "Check the free space, the name and the rights of its folder", e);
    }
}
