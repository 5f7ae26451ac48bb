// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.image.png;

import java.awt.Dimension;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Looks at the chunks of a PNG file without decoding it. */
final class PngStructure {

    private static final long SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int IHDR = 0x49484452;
    private static final int IEND = 0x49454E44;

    private PngStructure() {
    }

    /** Whether the bytes start as a PNG file does and every chunk up to the last one is there. */
    static boolean isComplete(final byte[] bytes) {
        if (size(bytes).isEmpty()) {
            return false;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes, 8, bytes.length - 8);
        while (in.remaining() >= 12) {
            int length = in.getInt();
            int type = in.getInt();
            if (type == IEND) {
                return true;
            }
            if (length < 0 || length > in.remaining() - 4) {
                return false;
            }
            in.position(in.position() + length + 4);
        }
        return false;
    }

    /** Width and height from the header, or nothing where there is no PNG header. */
    static Optional<Dimension> size(final byte[] bytes) {
        if (bytes.length < 33) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (in.getLong() != SIGNATURE || in.getInt() != 13 || in.getInt() != IHDR) {
            return Optional.empty();
        }
        return Optional.of(new Dimension(in.getInt(), in.getInt()));
    }
}
