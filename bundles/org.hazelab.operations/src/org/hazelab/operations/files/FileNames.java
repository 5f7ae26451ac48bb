// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.files;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Names of files as people wrote them, also where Java cannot read them.
 *
 * <p>On Unix a name is bytes. Java keeps them, so the file can be opened; but without a locale (cron, Docker) the text
 * of a path has U+FFFD for every byte above 127, by which no name can be told from another. The bytes are almost always
 * UTF-8, and a path's URI shows them.
 */
final class FileNames {

    private static final char UNREADABLE = '\ufffd';

    private FileNames() {
    }

    /** The last name of a path; with U+FFFD only where its bytes are no UTF-8 or it has that character itself. */
    static String of(Path path) {
        String name = path.getFileName().toString();
        return name.indexOf(UNREADABLE) < 0 ? name : decoded(path, name);
    }

    /** Whether a name, as {@link #of} gives it, has bytes that no character is known for. */
    static boolean isUnreadable(String name) {
        return name.indexOf(UNREADABLE) >= 0;
    }

    private static String decoded(Path path, String otherwise) {
        String raw = path.toUri().getRawPath();
        String last = raw.replaceFirst("/$", "").replaceFirst(".*/", "");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < last.length(); i++) {
            if (last.charAt(i) == '%') {
                bytes.write(Integer.parseInt(last.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(last.charAt(i));
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
        } catch (CharacterCodingException e) {
            return otherwise; // of another system's character set
        }
    }
}
