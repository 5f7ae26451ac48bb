// SPDX-License-Identifier: Apache-2.0
package org.hazelab.standin;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.knime.core.data.filestore.FileStore;
import org.knime.core.data.filestore.HostAccess;
import org.knime.core.util.DuplicateKeyException;

/** The temporary folder of one run of a workflow: file stores of its nodes, large cells of its tables. */
public final class RunFolder implements Closeable {

    private final Path root;
    private final AtomicInteger executions = new AtomicInteger();
    private final AtomicInteger blobs = new AtomicInteger();

    /** A new folder below the system's temporary folder. */
    public RunFolder() throws IOException {
        // With the process, so that it can be told from those of others.
        root = Files.createTempDirectory("hazelab-run-" + ProcessHandle.current().pid() + "-");
    }

    /** The folder. */
    public Path path() {
        return root;
    }

    /** A file that does not exist yet, for one large cell. */
    public Path newBlobFile() throws IOException {
        int number = blobs.getAndIncrement();
        Path folder = root.resolve("blobs").resolve(String.format("%03d", number / 1000));
        Files.createDirectories(folder);
        return folder.resolve(number + ".bin");
    }

    /** The file stores of one execution of a node. */
    public FileStores newFileStores(final String node) {
        return new FileStores(root.resolve("fs-" + node + "-" + executions.getAndIncrement()));
    }

    /** Deletes everything. */
    @Override
    public void close() throws IOException {
        deleteTree(root);
    }

    /** Deletes a folder with all that is in it; what is gone already is no error. */
    public static void deleteTree(final Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(final Path file, final BasicFileAttributes a) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(final Path file, final IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }

            @Override
            public FileVisitResult postVisitDirectory(final Path dir, final IOException e) throws IOException {
                Files.deleteIfExists(dir);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Creates the file stores of one execution. Kept of KNIME's contract: names are plain and used once. */
    public static final class FileStores {

        private final Path folder;
        private final Set<String> names = new HashSet<>();

        FileStores(final Path folder) {
            this.folder = folder;
        }

        /** @throws DuplicateKeyException when the name was used in this execution already */
        public synchronized FileStore create(final String name) throws IOException {
            if (name == null) {
                throw new IllegalArgumentException("Argument must not be null.");
            }
            if (name.startsWith(".")) {
                throw new IOException("Name must not start with a dot: \"" + name + "\"");
            }
            if (name.contains("/") || name.contains("\\")) {
                throw new IOException("Invalid file name, must not contain (back) slash: \"" + name + "\"");
            }
            if (!names.add(name)) {
                throw new DuplicateKeyException(name);
            }
            return HostAccess.create(folder, names.size() - 1, name);
        }
    }
}
