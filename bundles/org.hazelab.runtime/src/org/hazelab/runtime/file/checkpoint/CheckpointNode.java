// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.file.checkpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a checkpoint holds: a tree of named groups and lists with tensors and plain values. */
public sealed interface CheckpointNode permits CheckpointNode.Group, CheckpointNode.Items, CheckpointNode.Value,
    CheckpointTensor {

    /**
     * A dictionary.
     *
     * @param entries in the order of the file; keys that are numbers appear as their text
     */
    record Group(Map<String, CheckpointNode> entries) implements CheckpointNode {

        public Group {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        /** The entries that are tensors, in the order of the file. */
        public Map<String, CheckpointTensor> tensors() {
            Map<String, CheckpointTensor> tensors = new LinkedHashMap<>();
            entries.forEach((name, node) -> {
                if (node instanceof CheckpointTensor tensor) {
                    tensors.put(name, tensor);
                }
            });
            return tensors;
        }
    }

    /** A list, tuple or set. */
    record Items(List<CheckpointNode> items) implements CheckpointNode {

        public Items {
            items = List.copyOf(items);
        }
    }

    /**
     * A plain value.
     *
     * @param value a {@code String}, {@code Long}, {@code Double}, {@code Boolean}, or null for Python's {@code None};
     *            types and devices of PyTorch are their names
     */
    record Value(Object value) implements CheckpointNode {
    }
}
