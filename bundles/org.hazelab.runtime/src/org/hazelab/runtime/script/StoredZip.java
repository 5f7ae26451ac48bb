// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.script;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A zip archive as PyTorch writes it: nothing compressed, the content of each entry at a multiple of 64 bytes (the rest
 * is filled by an extra field), so that tensors can be mapped into memory. Without dates: equal content, equal bytes.
 */
final class StoredZip {

    private static final int ALIGNMENT = 64;
    /** The bytes of a local header without name and extra field. */
    private static final int HEADER = 30;
    private static final int EXTRA_HEADER = 4;
    /** The first day of 1980 would do, but for Java it stands for all times before, and gets an extra field in UTC. */
    private static final LocalDateTime NO_DATE = LocalDateTime.of(1980, 2, 1, 0, 0);

    private final ZipOutputStream zip;
    private final String folder;
    private long position;

    /** @param folder the name that precedes the names of the entries */
    StoredZip(OutputStream out, String folder) {
        this.zip = new ZipOutputStream(out);
        this.folder = folder;
    }

    void put(String name, byte[] content) throws IOException {
        String path = folder + "/" + name;
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(path);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(NO_DATE);
        long start = position + HEADER + path.getBytes(StandardCharsets.UTF_8).length;
        byte[] extra = extra((int)Math.floorMod(-(start + EXTRA_HEADER), (long)ALIGNMENT));
        entry.setExtra(extra);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
        position = start + extra.length + content.length;
    }

    /** Writes the directory; the stream stays open. */
    void finish() throws IOException {
        zip.finish();
    }

    /** An extra field of PyTorch's kind "FB", which readers skip. */
    private static byte[] extra(int padding) {
        byte[] extra = new byte[EXTRA_HEADER + padding];
        Arrays.fill(extra, (byte)'Z');
        extra[0] = 'F';
        extra[1] = 'B';
        extra[2] = (byte)padding;
        extra[3] = 0;
        return extra;
    }
}
