// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.script;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes the few opcodes of Python's pickle protocol 2 that a TorchScript archive consists of. */
final class Pickle {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Pickle() {
        bytes.write(0x80); // PROTO
        bytes.write(2);
    }

    /** A class or function of a module. */
    Pickle global(String module, String name) {
        return ascii("c" + module + "\n" + name + "\n");
    }

    Pickle mark() {
        return ascii("(");
    }

    /** What follows the mark, as a tuple. */
    Pickle tuple() {
        return ascii("t");
    }

    Pickle emptyTuple() {
        return ascii(")");
    }

    Pickle emptyDict() {
        return ascii("}");
    }

    Pickle emptyList() {
        return ascii("]");
    }

    /** Puts the pairs that follow the mark into the dictionary below it. */
    Pickle setItems() {
        return ascii("u");
    }

    /** Makes an object of a class and a tuple without running anything. */
    Pickle newObject() {
        bytes.write(0x81);
        return this;
    }

    /** Gives an object its attributes. */
    Pickle build() {
        return ascii("b");
    }

    /** Calls a function with a tuple. */
    Pickle reduce() {
        return ascii("R");
    }

    /** Looks up what a tuple stands for outside the pickle. */
    Pickle persistent() {
        return ascii("Q");
    }

    Pickle truth(boolean value) {
        bytes.write(value ? 0x88 : 0x89);
        return this;
    }

    Pickle integer(int value) {
        return ascii("J").littleEndian(value);
    }

    Pickle string(String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        ascii("X").littleEndian(text.length);
        bytes.writeBytes(text);
        return this;
    }

    /** Ends the pickle. */
    byte[] stop() {
        ascii(".");
        return bytes.toByteArray();
    }

    private Pickle littleEndian(int value) {
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
        return this;
    }

    private Pickle ascii(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        return this;
    }
}
