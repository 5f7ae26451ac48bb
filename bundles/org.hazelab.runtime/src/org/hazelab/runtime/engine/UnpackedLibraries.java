// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Nullable;

/**
 * Libraries out of jars, as files in a temporary folder for as long as it takes to load them.
 *
 * <p>Closing deletes the folder: a library that is loaded needs its file no more. Windows keeps the files of loaded
 * libraries, and a process may be killed while it loads: what such processes have left is deleted when libraries are
 * unpacked next. A lock, which the system frees with its process, tells whether a folder is still in use.
 */
final class UnpackedLibraries implements AutoCloseable {

    private static final String NAME = "hazelab-natives-";
    private static final String LOCK = ".lock";

    private final Path parent;
    private @Nullable Path folder;
    private @Nullable Path lockFile;
    /** Open until the process ends if the folder could not be deleted. */
    private @Nullable FileChannel lock;

    /** @param parent the folder for temporary files */
    UnpackedLibraries(Path parent) {
        this.parent = parent;
    }

    /**
     * Unpacks the files of a folder in a jar, without the folders in it.
     *
     * @param name the folder's name in the jar
     * @return the folder with the files
     * @throws HazeLabException if there is no room for them
     */
    Path unpack(Path jar, String name) throws HazeLabException {
        try (JarFile archive = new JarFile(jar.toFile())) {
            Path target = Files.createDirectories(folder().resolve(name));
            for (Enumeration<JarEntry> entries = archive.entries(); entries.hasMoreElements();) {
                JarEntry entry = entries.nextElement();
                String file =
                    entry.getName().startsWith(name + "/") ? entry.getName().substring(name.length() + 1) : "";
                if (!file.isEmpty() && file.indexOf('/') < 0 && file.indexOf('\\') < 0) {
                    try (InputStream bytes = archive.getInputStream(entry)) {
                        Files.copy(bytes, target.resolve(file));
                    }
                }
            }
            return target;
        } catch (IOException e) {
            throw new HazeLabException("The libraries of the model runtime cannot be unpacked from " + jar + " into "
                + parent + ": " + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()),
                "Make room in that folder, or unpack the jar into a folder that stays and let the system property "
                    + NativeFiles.PROPERTY + " name it",
                e);
        }
    }

    private Path folder() throws IOException {
        if (folder == null) {
            deleteLeftovers(parent);
            folder = Files.createTempDirectory(parent, NAME);
            lockFile = parent.resolve(folder.getFileName() + LOCK);
            lock = FileChannel.open(lockFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            lock.lock();
        }
        return folder;
    }

    /** Deletes what processes that have ended left behind. */
    private static void deleteLeftovers(Path parent) throws IOException {
        try (DirectoryStream<Path> locks = Files.newDirectoryStream(parent, NAME + "*" + LOCK)) {
            for (Path file : locks) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                    FileLock free = channel.tryLock()) {
                    if (free != null) {
                        String name = file.getFileName().toString();
                        delete(parent.resolve(name.substring(0, name.length() - LOCK.length())));
                        Files.delete(file);
                    }
                } catch (IOException | OverlappingFileLockException e) {
                    // Of another user, or still in use.
                }
            }
        }
    }

    private static void delete(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            try (DirectoryStream<Path> children = Files.newDirectoryStream(path)) {
                for (Path child : children) {
                    delete(child);
                }
            }
        }
        Files.deleteIfExists(path);
    }

    /** Deletes the files, as far as the system lets go of them. */
    @Override
    public void close() {
        if (folder == null) {
            return;
        }
        try {
            delete(folder);
            if (lock != null && lockFile != null) {
                lock.close();
                Files.delete(lockFile);
            }
        } catch (IOException e) {
            // Windows, while libraries are loaded: the lock stays until the process ends.
        }
    }
}
