// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.file.checkpoint;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.io.bytes.FileBytes;
import org.hazelab.runtime.file.checkpoint.PickleObjects.Bytes;
import org.hazelab.runtime.file.checkpoint.PickleObjects.Dictionary;
import org.hazelab.runtime.file.checkpoint.PickleObjects.Sequence;
import org.hazelab.runtime.file.checkpoint.PickleObjects.Tuple;

/**
 * Python's pickle machine, reduced to what checkpoints of weights consist of (protocols 2 to 5).
 *
 * <p>It makes containers, text, numbers and tensors; whatever else a pickle names is refused before anything is made of
 * it. The numbers of instructions and objects are limited, and nothing here follows references, so that neither loops
 * nor shared parts make it work or take memory beyond those limits.
 */
final class Unpickler {

    private static final int MOST_INSTRUCTIONS = 1 << 24;
    private static final int MOST_OBJECTS = 1 << 20;
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_INTEGER = 255;

    private final FileBytes file;
    private final PickleInput in;
    private final PickleGlobals globals;
    private final List<Object> stack = new ArrayList<>();
    private final List<Integer> marks = new ArrayList<>();
    private final Map<Integer, Object> memo = new HashMap<>();
    private int objects;

    Unpickler(FileBytes file, PickleInput in, PickleGlobals globals) {
        this.file = file;
        this.in = in;
        this.globals = globals;
    }

    /** Runs one pickle, up to its end. */
    Object load() throws HazeLabException {
        for (int i = 0; i < MOST_INSTRUCTIONS; i++) {
            int code = in.u8();
            if (code == '.') {
                return pop();
            }
            if (!scalar(code) && !container(code) && !reference(code)) {
                throw damaged("the instruction 0x" + Integer.toHexString(code) + " is none that weights need");
            }
        }
        throw damaged("it has too many instructions");
    }

    /** Instructions that push text or a number. */
    private boolean scalar(int code) throws HazeLabException {
        switch (code) {
            case 'N' -> push(null);
            case 0x88 -> push(true);
            case 0x89 -> push(false);
            case 'K' -> push((long)in.u8());
            case 'M' -> push((long)in.u16());
            case 'J' -> push((long)in.i32());
            case 0x8a -> push(integer(in.u8()));
            case 0x8b -> push(integer(in.i32()));
            case 'G' -> push(in.bigEndianDouble());
            case 'X' -> push(text(in.i32() & 0xffffffffL));
            case 0x8c -> push(text(in.u8()));
            case 0x8d -> push(text(in.i64()));
            case 'U' -> push(text(in.u8()));
            case 'T' -> push(text(in.i32()));
            case 'B' -> push(new Bytes(bytes(in.i32() & 0xffffffffL)));
            case 'C' -> push(new Bytes(bytes(in.u8())));
            case 0x8e -> push(new Bytes(bytes(in.i64())));
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Instructions that make and fill containers. */
    private boolean container(int code) throws HazeLabException {
        switch (code) {
            case '(' -> {
                count();
                marks.add(stack.size());
            }
            case ')' -> push(new Tuple(new Object[0]));
            case 't' -> push(new Tuple(popToMark()));
            case 0x85 -> push(new Tuple(popped(1)));
            case 0x86 -> push(new Tuple(popped(2)));
            case 0x87 -> push(new Tuple(popped(3)));
            case ']', 0x8f -> push(new Sequence());
            case 'l' -> {
                Object[] items = popToMark();
                push(new Sequence());
                append(items);
            }
            case 'a' -> append(popped(1));
            case 'e', 0x90 -> append(popToMark());
            case '}' -> push(new Dictionary());
            case 'd' -> {
                Object[] items = popToMark();
                push(new Dictionary());
                set(items);
            }
            case 's' -> set(popped(2));
            case 'u' -> set(popToMark());
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Instructions that frame, remember, name and build. */
    private boolean reference(int code) throws HazeLabException {
        switch (code) {
            case 0x80 -> protocol(in.u8());
            // A frame is only there for reading ahead.
            case 0x95 -> in.i64();
            case '0' -> pop();
            case '1' -> popToMark();
            case '2' -> push(top());
            case 'q' -> remember(in.u8());
            case 'r' -> remember(in.i32());
            case 0x94 -> remember(memo.size());
            case 'h' -> recall(in.u8());
            case 'j' -> recall(in.i32());
            case 'c' -> push(globals.find(in.line(LONGEST_NAME), in.line(LONGEST_NAME)));
            case 0x93 -> {
                String name = globals.text(pop());
                push(globals.find(globals.text(pop()), name));
            }
            // An instance of an old class, which names it in place.
            case 'i' -> globals.find(in.line(LONGEST_NAME), in.line(LONGEST_NAME));
            case 'Q' -> push(globals.storage(pop()));
            case 'R' -> {
                Object arguments = pop();
                push(globals.call(pop(), globals.tuple(arguments)));
            }
            case 0x81 -> {
                Object arguments = pop();
                push(globals.instance(pop(), arguments));
            }
            case 'b' -> {
                Object state = pop();
                push(globals.build(pop(), state));
            }
            default -> {
                return false;
            }
        }
        // The class was one that weights need, but not in this way.
        return code != 'i';
    }

    private void protocol(int version) throws HazeLabException {
        if (version < 2 || version > 5) {
            throw damaged("the protocol " + version + " is unknown");
        }
    }

    private void push(@Nullable Object value) throws HazeLabException {
        count();
        stack.add(value);
    }

    private void count() throws HazeLabException {
        if (++objects > MOST_OBJECTS) {
            throw damaged("it has too many objects");
        }
    }

    /** What was pushed last, since the last mark. */
    private Object top() throws HazeLabException {
        if (stack.size() <= (marks.isEmpty() ? 0 : marks.get(marks.size() - 1))) {
            throw damaged("an object is missing");
        }
        return stack.get(stack.size() - 1);
    }

    private Object pop() throws HazeLabException {
        Object top = top();
        stack.remove(stack.size() - 1);
        return top;
    }

    private Object[] popped(int count) throws HazeLabException {
        Object[] items = new Object[count];
        for (int i = count - 1; i >= 0; i--) {
            items[i] = pop();
        }
        return items;
    }

    private Object[] popToMark() throws HazeLabException {
        if (marks.isEmpty()) {
            throw damaged("a mark is missing");
        }
        List<Object> above = stack.subList(marks.remove(marks.size() - 1), stack.size());
        Object[] items = above.toArray();
        above.clear();
        return items;
    }

    private void remember(int index) throws HazeLabException {
        Object top = top();
        if (!memo.containsKey(index)) {
            count();
        }
        memo.put(index, top);
    }

    private void recall(int index) throws HazeLabException {
        if (!memo.containsKey(index)) {
            throw damaged("a reference leads nowhere");
        }
        push(memo.get(index));
    }

    private void append(Object[] items) throws HazeLabException {
        if (!(top() instanceof Sequence sequence)) {
            throw damaged("something is appended to what is no list");
        }
        for (Object item : items) {
            sequence.add(item);
        }
    }

    private void set(Object[] items) throws HazeLabException {
        if (!(top() instanceof Dictionary dictionary) || items.length % 2 != 0) {
            throw damaged("an entry is put into what is no dictionary");
        }
        for (int i = 0; i < items.length; i += 2) {
            globals.put(dictionary, items[i], items[i + 1]);
        }
    }

    private byte[] bytes(long length) throws HazeLabException {
        return in.bytes(length);
    }

    private String text(long length) throws HazeLabException {
        return new String(bytes(length), StandardCharsets.UTF_8);
    }

    /** A little-endian integer of any length, as Python has them. */
    private Object integer(int length) throws HazeLabException {
        if (length < 0 || length > LONGEST_INTEGER) {
            throw damaged("a number is too long");
        }
        byte[] little = in.bytes(length);
        byte[] big = new byte[Math.max(1, length)];
        for (int i = 0; i < length; i++) {
            big[length - 1 - i] = little[i];
        }
        BigInteger value = new BigInteger(big);
        return value.bitLength() < Long.SIZE ? (Object)value.longValue() : value;
    }

    private HazeLabException damaged(String what) {
        return file.damaged("its pickle cannot be understood (" + what + ")");
    }
}
