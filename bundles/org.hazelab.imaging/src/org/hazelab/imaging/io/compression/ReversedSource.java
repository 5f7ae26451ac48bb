// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.compression;

import org.hazelab.imaging.HazeLabException;

/**
 * Bytes whose bits come last first: FillOrder 2 of TIFF (TIFF 6.0, section 8), undone before unpacking as libtiff does.
 */
public final class ReversedSource extends ByteSource {

    private final ByteSource stored;

    public ReversedSource(ByteSource stored) {
        super(stored.input);
        this.stored = stored;
    }

    @Override
    public int read(byte[] into, int from, int length) throws HazeLabException {
        int n = stored.read(into, from, length);
        for (int i = from; i < from + n; i++) {
            into[i] = (byte)(Integer.reverse(into[i]) >>> 24);
        }
        return n;
    }
}
