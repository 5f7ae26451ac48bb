// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.io.FileBytes;
import org.hazelab.imaging.task.Progress;

/** Numbers of a file that lie side by side, read into floats a piece at a time. */
final class Numbers {

    private static final int CHUNK = 1 << 16;
    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    private Numbers() {
    }

    /** An array for the numbers of a tensor, whose count has been checked against the file. */
    static float[] allocate(FileBytes file, String name, long count) throws HazeLabException {
        if (count > LONGEST_ARRAY) {
            throw file.refused("has " + count + " numbers in its tensor " + Words.quoted(name)
                + ", more than one can have here", "Use a smaller model");
        }
        try {
            return new float[(int)count];
        } catch (OutOfMemoryError e) {
            throw new HazeLabException(file.subject() + " has " + count + " numbers in its tensor " + Words.quoted(name)
                + ", for which the memory is not free", "Give Java more memory (-Xmx, for KNIME in knime.ini)", e);
        }
    }

    /** Fills {@code values} from the bytes at a position. */
    static void read(FileBytes file, long from, ScalarType type, String name, float[] values, Progress progress)
        throws HazeLabException {
        int most = CHUNK / type.bytes();
        ByteBuffer chunk = ByteBuffer.allocate(Math.min(most, values.length) * type.bytes())
            .order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < values.length;) {
            progress.checkCanceled();
            int count = Math.min(values.length - at, most);
            chunk.clear().limit(count * type.bytes());
            file.read(from + (long)at * type.bytes(), chunk);
            decode(file, type, name, chunk.flip(), values, at, count);
            at += count;
        }
    }

    /** Turns the next numbers of a buffer into floats. */
    static void decode(FileBytes file, ScalarType type, String name, ByteBuffer from, float[] to, int at, int count)
        throws HazeLabException {
        String problem = type.decode(from, to, at, count);
        if (problem != null) {
            throw file.refused("has in its tensor " + Words.quoted(name) + " of the type " + type + " the number "
                + problem, "Convert the tensor to 32-bit floats");
        }
    }
}
