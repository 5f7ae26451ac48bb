// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.file;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.io.bytes.FileBytes;
import org.hazelab.runtime.file.numbers.ScalarType;
import org.hazelab.runtime.file.numbers.Words;

/**
 * What a safetensors file says about its tensors, checked against the file's length: eight bytes with the length of a
 * JSON object, the object, and the numbers, which the tensors cover without gap or overlap.
 *
 * @param metadata the texts of {@code __metadata__}, in the file's order
 * @param tensors by name, in the order of their numbers
 */
record SafetensorsHeader(Map<String, String> metadata, Map<String, Entry> tensors) {

    static final int LONGEST = 16 << 20;
    static final int MOST_TENSORS = 1 << 16;
    static final int MOST_AXES = 16;
    static final String METADATA = "__metadata__";

    /** @param begin where its first byte lies in the file; @param end where the byte after its last one lies */
    record Entry(String type, int[] shape, long begin, long end) {

        /** The number of numbers; the largest long if multiplying the lengths overflows on the way. */
        private long count() {
            long count = 1;
            for (int length : shape) {
                if (length > 0 && count > Long.MAX_VALUE / length) {
                    return Long.MAX_VALUE;
                }
                count *= length;
            }
            return count;
        }
    }

    static SafetensorsHeader read(FileBytes file) throws HazeLabException {
        if (file.size() < 8) {
            throw file.truncated();
        }
        long length = file.read(0, 8).getLong();
        if (length < 2 || length > LONGEST) {
            throw file.damaged("its header would have " + Long.toUnsignedString(length) + " bytes, where 2 to "
                + LONGEST
                + " are possible");
        }
        ByteBuffer bytes = file.read(8, (int)length);
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw file.damaged("its header is no text", e);
        }
        return new Parser(file, new HeaderText(text, file), 8 + length).header();
    }

    private record Parser(FileBytes file, HeaderText text, long dataAt) {

        SafetensorsHeader header() throws HazeLabException {
            Map<String, String> metadata = new LinkedHashMap<>();
            Map<String, Entry> tensors = new LinkedHashMap<>();
            boolean described = false;
            text.expect('{');
            for (int n = 0; text.next(n, '}'); n++) {
                String name = text.string();
                text.expect(':');
                if (name.equals(METADATA)) {
                    if (described) {
                        throw file.damaged("it describes itself twice");
                    }
                    described = true;
                    metadata = texts();
                } else if (tensors.size() == MOST_TENSORS) {
                    throw file.damaged("it lists more than " + MOST_TENSORS + " tensors");
                } else if (tensors.put(name, entry(name)) != null) {
                    throw file.damaged("it has two tensors of the name " + Words.quoted(name));
                }
            }
            text.end();
            return new SafetensorsHeader(metadata, inOrder(tensors));
        }

        private Map<String, String> texts() throws HazeLabException {
            Map<String, String> texts = new LinkedHashMap<>();
            text.expect('{');
            for (int n = 0; text.next(n, '}'); n++) {
                String key = text.string();
                text.expect(':');
                if (texts.put(key, text.string()) != null) {
                    throw file.damaged("its description has " + Words.quoted(key) + " twice");
                }
            }
            return texts;
        }

        private Entry entry(String name) throws HazeLabException {
            String type = null;
            long[] shape = null;
            long[] offsets = null;
            text.expect('{');
            for (int n = 0; text.next(n, '}'); n++) {
                String key = text.string();
                text.expect(':');
                if (key.equals("dtype") && type == null) {
                    type = text.string();
                } else if (key.equals("shape") && shape == null) {
                    shape = numbers();
                } else if (key.equals("data_offsets") && offsets == null) {
                    offsets = numbers();
                } else {
                    throw text.wrong("a tensor has " + Words.quoted(key) + ", which is not expected");
                }
            }
            if (type == null || shape == null || offsets == null || offsets.length != 2) {
                throw file.damaged("its tensor " + Words.quoted(name) + " has no type, shape or place");
            }
            return checked(name, type, shape, offsets);
        }

        private long[] numbers() throws HazeLabException {
            long[] numbers = new long[MOST_AXES];
            text.expect('[');
            int n = 0;
            for (; text.next(n, ']'); n++) {
                if (n == MOST_AXES) {
                    throw text.wrong("more than " + MOST_AXES + " axes");
                }
                numbers[n] = text.number();
            }
            return Arrays.copyOf(numbers, n);
        }

        private Entry checked(String name, String type, long[] lengths, long[] offsets) throws HazeLabException {
            long data = file.size() - dataAt;
            if (offsets[0] > offsets[1]) {
                throw file.damaged("its tensor " + Words.quoted(name) + " ends before it begins");
            }
            if (offsets[1] > data) {
                throw file.truncated();
            }
            int[] shape = new int[lengths.length];
            for (int i = 0; i < shape.length; i++) {
                if (lengths[i] > Integer.MAX_VALUE) {
                    throw wrongShape(name, lengths);
                }
                shape[i] = (int)lengths[i];
            }
            Entry entry = new Entry(type, shape, dataAt + offsets[0], dataAt + offsets[1]);
            ScalarType scalar = ScalarType.ofSafetensors(type);
            long count = entry.count();
            if (scalar != null && (count > data || count * scalar.bytes() != offsets[1] - offsets[0])) {
                throw wrongShape(name, lengths);
            }
            return entry;
        }

        private HazeLabException wrongShape(String name, long[] lengths) {
            return file.damaged("its tensor " + Words.quoted(name) + " of the shape " + Arrays.toString(lengths)
                + " does not fit the bytes that it has");
        }

        /** Sorted by place; the format wants every byte to belong to exactly one tensor. */
        private Map<String, Entry> inOrder(Map<String, Entry> tensors) throws HazeLabException {
            List<Map.Entry<String, Entry>> sorted = new ArrayList<>(tensors.entrySet());
            sorted.sort(Comparator.comparingLong((Map.Entry<String, Entry> t) -> t.getValue().begin())
                .thenComparingLong(t -> t.getValue().end()));
            Map<String, Entry> ordered = new LinkedHashMap<>();
            long expected = dataAt;
            for (Map.Entry<String, Entry> tensor : sorted) {
                if (tensor.getValue().begin() != expected) {
                    throw file.damaged("its tensor " + Words.quoted(tensor.getKey())
                        + " overlaps another one or leaves "
                        + "a gap");
                }
                expected = tensor.getValue().end();
                ordered.put(tensor.getKey(), tensor.getValue());
            }
            if (expected != file.size()) {
                throw file.damaged("it goes on behind its last tensor");
            }
            return ordered;
        }
    }
}
