// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.file;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.runtime.file.PickleObjects.Bytes;
import org.hazelab.runtime.file.PickleObjects.Dictionary;
import org.hazelab.runtime.file.PickleObjects.Global;
import org.hazelab.runtime.file.PickleObjects.Sequence;
import org.hazelab.runtime.file.PickleObjects.Tuple;

/**
 * Makes a tree of what a pickle holds, which may share parts and even contain itself: what is shared appears as often
 * as
 * it is used, within limits.
 */
final class CheckpointTree {

    private static final int DEEPEST = 32;
    private static final int MOST_NODES = 1 << 20;
    private static final int LONGEST_PATHS = 64 << 20;
    /** Numbers that the tensors may have together, for each byte of the file and beside that. */
    private static final int NUMBERS_PER_BYTE = 4;
    private static final int MORE_NUMBERS = 1 << 16;

    private final FileBytes file;
    private int nodes;
    private long numbers;
    private long pathLengths;

    private CheckpointTree(FileBytes file) {
        this.file = file;
    }

    static CheckpointNode of(FileBytes file, Object object) throws HazeLabException {
        return new CheckpointTree(file).node(object, "", 0);
    }

    private CheckpointNode node(Object object, String path, int depth) throws HazeLabException {
        pathLengths += path.length();
        if (depth > DEEPEST || ++nodes > MOST_NODES || pathLengths > LONGEST_PATHS) {
            throw file.refused("holds more than weights need: its dictionaries and lists are too deep or too many",
                "Save the state dict alone with torch.save");
        }
        if (object instanceof TensorLayout layout) {
            return tensor(layout, path);
        }
        if (object instanceof Dictionary dictionary) {
            return group(dictionary, path, depth);
        }
        if (object instanceof Sequence sequence) {
            return items(sequence.items(), path, depth);
        }
        if (object instanceof Tuple tuple) {
            return items(Arrays.asList(tuple.items()), path, depth);
        }
        return new CheckpointNode.Value(value(object));
    }

    private CheckpointTensor tensor(TensorLayout layout, String path) throws HazeLabException {
        long most = NUMBERS_PER_BYTE * file.length() + MORE_NUMBERS;
        if (layout.count() > most - numbers) {
            throw file.refused("has tensors with far more numbers than are stored in it",
                "Clone expanded tensors before saving them");
        }
        numbers += layout.count();
        return new CheckpointTensor(layout, path);
    }

    private CheckpointNode.Group group(Dictionary dictionary, String path, int depth) throws HazeLabException {
        Map<String, CheckpointNode> entries = new LinkedHashMap<>();
        for (Map.Entry<Object, Object> entry : dictionary.entries().entrySet()) {
            String name = entry.getKey() == null ? "None" : entry.getKey().toString();
            if (entries.put(name, node(entry.getValue(), below(path, name), depth + 1)) != null) {
                throw file.damaged("a dictionary has two entries " + Words.quoted(name));
            }
        }
        return new CheckpointNode.Group(entries);
    }

    private CheckpointNode.Items items(List<Object> objects, String path, int depth) throws HazeLabException {
        List<CheckpointNode> items = new ArrayList<>();
        for (Object object : objects) {
            items.add(node(object, below(path, Integer.toString(items.size())), depth + 1));
        }
        return new CheckpointNode.Items(items);
    }

    private static String below(String path, String name) {
        return path.isEmpty() ? name : path + "/" + name;
    }

    private Object value(Object object) throws HazeLabException {
        if (object == null || object instanceof String || object instanceof Long || object instanceof Double
            || object instanceof Boolean) {
            return object;
        }
        if (object instanceof BigInteger || object instanceof Global) {
            return object.toString();
        }
        if (object instanceof Bytes bytes) {
            return new String(bytes.bytes(), StandardCharsets.ISO_8859_1);
        }
        throw file.damaged("its pickle holds something that is neither a tensor nor a value");
    }
}
