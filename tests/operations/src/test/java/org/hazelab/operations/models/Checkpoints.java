// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.models;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The smallest file of PyTorch's zip format: a pickled dictionary without tensors. */
final class Checkpoints {

    private Checkpoints() {
    }

    /** Writes a dictionary of one text. */
    static Path write(final Path file, final String key, final String text) throws IOException {
        ByteArrayOutputStream pickle = new ByteArrayOutputStream();
        // Protocol 2: an empty dictionary, two texts of four-byte lengths, set the item, stop.
        pickle.write(new byte[] {(byte)0x80, 2, '}'});
        for (String part : new String[] {key, text}) {
            pickle.write(new byte[] {'X', (byte)part.length(), 0, 0, 0});
            pickle.write(part.getBytes(StandardCharsets.US_ASCII));
        }
        pickle.write(new byte[] {'s', '.'});
        CRC32 sum = new CRC32();
        sum.update(pickle.toByteArray());
        ZipEntry entry = new ZipEntry("archive/data.pkl");
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(pickle.size());
        entry.setCrc(sum.getValue());
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(entry);
            zip.write(pickle.toByteArray());
        }
        return file;
    }
}
