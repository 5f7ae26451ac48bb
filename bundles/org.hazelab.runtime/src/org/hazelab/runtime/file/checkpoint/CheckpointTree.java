// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.file.checkpoint;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.io.bytes.FileBytes;
import org.hazelab.runtime.file.checkpoint.PickleObjects.Bytes;
import org.hazelab.runtime.file.checkpoint.PickleObjects.Dictionary;
import org.hazelab.runtime.file.checkpoint.PickleObjects.Global;
import org.hazelab.runtime.file.checkpoint.PickleObjects.Instance;
import org.hazelab.runtime.file.checkpoint.PickleObjects.Sequence;
import org.hazelab.runtime.file.checkpoint.PickleObjects.Tuple;
import org.hazelab.runtime.file.numbers.Words;

/**
 * Makes a tree of what a pickle holds, which may share parts and even contain itself: what is shared appears as often
 * as
 * it is used, within limits.
 */
final class CheckpointTree {

    private static final int DEEPEST = 32;
    private static final int MOST_NODES = 1 << 19;
    private static final int LONGEST_PATHS = 64 << 20;
    /** Numbers that the tensors may have together, for each byte of the file and beside that. */
    private static final int NUMBERS_PER_BYTE = 4;
    private static final int MORE_NUMBERS = 1 << 16;

    private static final CheckpointNode EMPTY_GROUP = new CheckpointNode.Group(Map.of());
    private static final CheckpointNode NO_ITEMS = new CheckpointNode.Items(List.of());

    private final FileBytes file;
    private int nodes;
    private long numbers;
    private long pathLengths;

    private CheckpointTree(FileBytes file) {
        this.file = file;
    }

    static CheckpointNode of(FileBytes file, Object object) throws HazeLabException {
        return new CheckpointTree(file).node(object, null);
    }

    /** Where a node hangs; its path is only written out for tensors. */
    private record Place(@Nullable Place parent, Object name, int depth) {

        String path() {
            return parent == null ? name.toString() : parent.path() + "/" + name;
        }
    }

    private static Place below(@Nullable Place parent, Object name) {
        return new Place(parent, name, parent == null ? 1 : parent.depth() + 1);
    }

    private CheckpointNode node(Object object, @Nullable Place place) throws HazeLabException {
        if (place != null && place.depth() > DEEPEST || ++nodes > MOST_NODES) {
            throw tooMuch();
        }
        if (object instanceof TensorLayout layout) {
            return tensor(layout, place == null ? "" : place.path());
        }
        if (object instanceof Dictionary dictionary) {
            return dictionary.entries().isEmpty() ? EMPTY_GROUP : group(dictionary, place);
        }
        if (object instanceof Instance instance) {
            return node(instance.attributes(), place);
        }
        if (object instanceof Sequence sequence) {
            return items(sequence.items(), place);
        }
        if (object instanceof Tuple tuple) {
            return items(Arrays.asList(tuple.items()), place);
        }
        return new CheckpointNode.Value(value(object));
    }

    private HazeLabException tooMuch() {
        return file.refused("holds more than weights need: its dictionaries and lists are too deep or too many",
            "Save the state dict alone with torch.save");
    }

    private CheckpointTensor tensor(TensorLayout layout, String path) throws HazeLabException {
        pathLengths += path.length();
        if (pathLengths > LONGEST_PATHS) {
            throw tooMuch();
        }
        long most = NUMBERS_PER_BYTE * file.size() + MORE_NUMBERS;
        if (layout.count() > most - numbers) {
            throw file.refused("has tensors with far more numbers than are stored in it",
                "Clone expanded tensors before saving them");
        }
        numbers += layout.count();
        return new CheckpointTensor(layout, path);
    }

    private CheckpointNode group(Dictionary dictionary, @Nullable Place place) throws HazeLabException {
        Map<String, CheckpointNode> entries = new LinkedHashMap<>();
        for (Map.Entry<Object, Object> entry : dictionary.entries().entrySet()) {
            String name = entry.getKey() == null ? "None" : entry.getKey().toString();
            if (entries.put(name, node(entry.getValue(), below(place, name))) != null) {
                throw file.damaged("a dictionary has two entries " + Words.quoted(name));
            }
        }
        return new CheckpointNode.Group(entries);
    }

    private CheckpointNode items(List<Object> objects, @Nullable Place place) throws HazeLabException {
        if (objects.isEmpty()) {
            return NO_ITEMS;
        }
        List<CheckpointNode> items = new ArrayList<>();
        for (Object object : objects) {
            items.add(node(object, below(place, items.size())));
        }
        return new CheckpointNode.Items(items);
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
