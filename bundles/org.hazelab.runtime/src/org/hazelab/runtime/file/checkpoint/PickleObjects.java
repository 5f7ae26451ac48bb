// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.file.checkpoint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a pickle may consist of, beside text ({@code String}), numbers ({@code Long}, {@code BigInteger}, {@code
 * Double},
 * {@code Boolean}), {@code None} (null), storages and tensors.
 */
final class PickleObjects {

    private PickleObjects() {
    }

    /** A name of something in Python that a checkpoint needs. */
    record Global(String module, String name) {

        @Override
        public String toString() {
            return module + "." + name;
        }
    }

    /** A tuple. */
    record Tuple(Object[] items) {
    }

    /** A list or set. Memory for items is taken with the first one. */
    static final class Sequence {

        private List<Object> items = List.of();

        void add(Object item) {
            if (items.isEmpty()) {
                items = new ArrayList<>();
            }
            items.add(item);
        }

        List<Object> items() {
            return items;
        }
    }

    /** A dictionary in the order of insertion; its keys are text, numbers or null. */
    static final class Dictionary {

        private Map<Object, Object> entries = Map.of();

        void put(Object key, Object value) {
            if (entries.isEmpty()) {
                entries = new LinkedHashMap<>();
            }
            entries.put(key, value);
        }

        Map<Object, Object> entries() {
            return entries;
        }
    }

    /** An object of a TorchScript archive: its attributes, whatever its class. */
    static final class Instance {

        private Dictionary attributes = new Dictionary();

        void build(Dictionary state) {
            attributes = state;
        }

        Dictionary attributes() {
            return attributes;
        }
    }

    /** Bytes. */
    record Bytes(byte[] bytes) {
    }

    /** A type of numbers of numpy, such as {@code f8}. */
    record NumpyType(String name, boolean bigEndian) {
    }
}
