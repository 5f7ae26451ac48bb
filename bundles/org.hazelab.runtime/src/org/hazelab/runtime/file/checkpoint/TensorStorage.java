// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.file.checkpoint;

import java.util.Objects;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.io.bytes.FileBytes;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.file.numbers.ScalarType;
import org.hazelab.runtime.file.numbers.Words;

/** Numbers of a checkpoint that tensors share. */
final class TensorStorage {

    /** The class of storages that only know their bytes. */
    static final String UNTYPED = "UntypedStorage";

    private final FileBytes file;
    private final String key;
    private final String type;
    private final long count;
    private @Nullable ZipDirectory archive;
    private @Nullable ZipDirectory.Entry entry;
    private long at = -1;

    /** @param type the class of the storage; @param count its numbers, or bytes if it has no type */
    TensorStorage(FileBytes file, String key, String type, long count) {
        this.file = file;
        this.key = key;
        this.type = type;
        this.count = count;
    }

    FileBytes file() {
        return file;
    }

    String type() {
        return type;
    }

    long count() {
        return count;
    }

    /** Its numbers, as tensors of a type see them. */
    long size(String tensorType) {
        ScalarType scalar = ScalarType.ofTorch(tensorType);
        return type.equals(UNTYPED) && scalar != null ? count / scalar.bytes() : count;
    }

    /** The bytes that it has in the file; -1 if its type is unknown. */
    long bytes() {
        ScalarType scalar = ScalarType.ofTorch(type);
        return type.equals(UNTYPED) ? count : scalar == null ? -1 : count * scalar.bytes();
    }

    /** Says in which entry of an archive the numbers lie. */
    void placeIn(ZipDirectory directory, @Nullable ZipDirectory.Entry part) throws HazeLabException {
        if (part == null) {
            throw file.damaged("the numbers of its tensor storage " + Words.quoted(key) + " are missing");
        }
        if (bytes() >= 0 && part.size() != bytes()) {
            throw file.damaged("its tensor storage " + Words.quoted(key) + " has " + part.size() + " bytes, expected "
                + bytes());
        }
        archive = directory;
        entry = part;
    }

    /** Says where in the file the numbers begin. */
    void placeAt(long position) {
        at = position;
    }

    boolean placed() {
        return at >= 0 || entry != null;
    }

    /** Where its first byte lies; the checksum has been compared, and there are so many bytes as its type needs. */
    long position(int bytesOfNumber, Progress progress) throws HazeLabException {
        if (bytes() < 0 && entry != null && entry.size() / bytesOfNumber < count) {
            throw file.damaged("its tensor storage " + Words.quoted(key) + " is too short");
        }
        if (at < 0) {
            ZipDirectory directory = Objects.requireNonNull(archive);
            ZipDirectory.Entry part = Objects.requireNonNull(entry);
            directory.verify(part, progress);
            at = directory.position(part);
        }
        return at;
    }
}
