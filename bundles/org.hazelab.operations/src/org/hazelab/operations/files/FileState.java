// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.files;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Nullable;

/**
 * A file as it was at a moment, told by its size and the time of its last change: what tells later whether it is still
 * the same, without reading it.
 *
 * @param uri where it lies, a {@code file:} URI: unlike a path's text it keeps every byte of a name
 * @param bytes its size
 * @param modifiedMillis when it was last changed, milliseconds since 1970
 */
public record FileState(String uri, long bytes, long modifiedMillis) {

    private static final String SCHEME = "file:";
    private static final String OTHERWISE = ", or execute the Image Reader again, with \"Copy into the workflow\" "
        + "under \"Pixels\" if the file does not stay as it is. On another computer, such as an executor, the same "
        + "file must be reachable at the same place";

    /** @throws IllegalArgumentException if the values cannot be those of a file */
    public FileState {
        if (!uri.startsWith(SCHEME) || bytes < 0) {
            throw new IllegalArgumentException("no file is at " + uri + " with " + bytes + " bytes");
        }
    }

    /** The state of a file now; empty if its size and time cannot be learnt, as when it is missing. */
    public static Optional<FileState> of(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(new FileState(file.toUri().toString(), now.size(), now.lastModifiedTime().toMillis()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * The path of the file, which is as it was.
     *
     * @throws HazeLabException if it is missing, cannot be reached, or has changed
     */
    public Path unchanged() throws HazeLabException {
        Path path = path().orElseThrow(() -> missing(null));
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            if (now.size() != bytes || now.lastModifiedTime().toMillis() != modifiedMillis) {
                throw changed();
            }
            return path;
        } catch (NoSuchFileException e) {
            throw missing(e);
        } catch (IOException e) {
            String reason = e instanceof FileSystemException f && f.getReason() != null ? ": " + f.getReason() : "";
            throw new HazeLabException("The file \"" + place() + "\", which contains the image, cannot be reached"
                + reason, "Check its rights" + OTHERWISE, e);
        }
    }

    private HazeLabException missing(@Nullable IOException cause) {
        return new HazeLabException("The file \"" + place() + "\", which contains the image, is missing",
            "Put it back" + OTHERWISE, cause);
    }

    /** What to say of a file that is not what it was. */
    HazeLabException changed() {
        return new HazeLabException("The file \"" + place() + "\", which contains the image, has changed since the "
            + "Image Reader read it", "Put the old file back" + OTHERWISE);
    }

    /** Empty where the system has no such paths, as Windows has none without a drive. */
    private Optional<Path> path() {
        try {
            return Optional.of(Path.of(URI.create(uri)));
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            return Optional.empty();
        }
    }

    private String place() {
        return path().map(Path::toString).orElse(uri);
    }
}
