// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.file.checkpoint;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.io.bytes.FileBytes;
import org.hazelab.runtime.file.FileKind;
import org.hazelab.runtime.file.StoredTensor;
import org.hazelab.runtime.file.WeightsFile;
import org.hazelab.runtime.file.checkpoint.PickleObjects.Dictionary;
import org.hazelab.runtime.file.checkpoint.PickleObjects.Sequence;

/**
 * A checkpoint that PyTorch's {@code torch.save} wrote, open for reading: state dicts and what is stored beside them,
 * in
 * the zip format of PyTorch 1.6 and newer or in the legacy format.
 *
 * <p>Nothing in the file is executed: a file that names anything but tensors, containers and plain values is refused.
 * Opening reads the tree; numbers are read when they are asked for, while the file is open. All tensors together take
 * at
 * most 16 times the length of the file. Not thread-safe.
 */
public final class CheckpointFile implements WeightsFile {

    private static final int LONGEST_PICKLE = 32 << 20;
    private static final String PICKLE = "data.pkl";
    private static final int LEGACY_HEADER = 15;
    private static final long LEGACY_VERSION = 1001;

    private final FileBytes file;
    private final Content content;

    /** @param script whether the file is a TorchScript archive, whose modules are the groups */
    private record Content(CheckpointNode root, boolean script) {
    }

    private CheckpointFile(FileBytes file, Content content) {
        this.file = file;
        this.content = content;
    }

    /** @throws HazeLabException if the file cannot be read, is damaged, no checkpoint, or wants to run code */
    public static CheckpointFile open(Path path) throws HazeLabException {
        return open(FileBytes.open(path, "model"));
    }

    /** Keeps the bytes, and closes them also if this fails. */
    public static CheckpointFile open(FileBytes file) throws HazeLabException {
        return open(file, false);
    }

    /** @param scripts whether the file may be a TorchScript archive, of which the objects alone are read */
    static CheckpointFile open(FileBytes file, boolean scripts) throws HazeLabException {
        boolean opened = false;
        try {
            Content content = switch (FileKind.of(file)) {
                case ZIP -> zip(file, scripts);
                case LEGACY -> new Content(legacy(file), false);
                case SAFETENSORS -> throw file.refused("is a safetensors file, not a PyTorch checkpoint",
                    "Choose another file");
                case UNKNOWN -> throw FileKind.unknown(file);
            };
            CheckpointFile open = new CheckpointFile(file, content);
            opened = true;
            return open;
        } finally {
            if (!opened) {
                file.close();
            }
        }
    }

    /** Everything the file holds. */
    public CheckpointNode root() {
        return content.root();
    }

    /** Whether the file is a TorchScript archive, whose modules are the groups. */
    boolean isScript() {
        return content.script();
    }

    /**
     * The groups that have tensors of their own, such as a bare state dict, or {@code params} and {@code params_ema}.
     *
     * @return by their paths: names separated by slashes, empty for the root; in the order of the file
     */
    public Map<String, CheckpointNode.Group> stateDicts() {
        Map<String, CheckpointNode.Group> found = new LinkedHashMap<>();
        collect("", content.root(), found);
        return found;
    }

    @Override
    public String kind() {
        return "a PyTorch checkpoint";
    }

    @Override
    public Map<String, Map<String, StoredTensor>> groups() {
        Map<String, Map<String, StoredTensor>> groups = new LinkedHashMap<>();
        collectGroups("", content.root(), groups);
        return groups;
    }

    /** As {@link #stateDicts}, and the tensors that lie in a list, by their numbers. */
    private static void collectGroups(String path, CheckpointNode node, Map<String, Map<String, StoredTensor>> groups) {
        Map<String, CheckpointNode> children = new LinkedHashMap<>();
        if (node instanceof CheckpointNode.Group group) {
            children.putAll(group.entries());
        } else if (node instanceof CheckpointNode.Items items) {
            for (int i = 0; i < items.items().size(); i++) {
                children.put(Integer.toString(i), items.items().get(i));
            }
        }
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        children.forEach((name, child) -> {
            if (child instanceof CheckpointTensor tensor) {
                tensors.put(name, tensor);
            }
        });
        if (!tensors.isEmpty()) {
            groups.put(path, tensors);
        }
        String prefix = path.isEmpty() ? "" : path + "/";
        children.forEach((name, child) -> collectGroups(prefix + name, child, groups));
    }

    private static void collect(String path, CheckpointNode node, Map<String, CheckpointNode.Group> found) {
        String prefix = path.isEmpty() ? "" : path + "/";
        if (node instanceof CheckpointNode.Group group) {
            if (!group.tensors().isEmpty()) {
                found.put(path, group);
            }
            group.entries().forEach((name, child) -> collect(prefix + name, child, found));
        } else if (node instanceof CheckpointNode.Items items) {
            for (int i = 0; i < items.items().size(); i++) {
                collect(prefix + i, items.items().get(i), found);
            }
        }
    }

    @Override
    public void close() {
        file.close();
    }

    private static Content zip(FileBytes file, boolean scripts) throws HazeLabException {
        ZipDirectory archive = ZipDirectory.read(file);
        List<ZipDirectory.Entry> pickles = archive.entries().values().stream()
            .filter(e -> e.name().equals(PICKLE) || e.name().endsWith("/" + PICKLE)).toList();
        if (pickles.size() != 1) {
            throw file.refused("is a zip archive, but no PyTorch checkpoint: it has " + pickles.size()
                + " parts called "
                + PICKLE, "Choose a file that torch.save has written");
        }
        ZipDirectory.Entry pickle = pickles.get(0);
        String folder = pickle.name().substring(0, pickle.name().length() - PICKLE.length());
        boolean script = isScript(archive, folder);
        if (script && !scripts) {
            throw file.refused("is a TorchScript archive, which is a program, not a file of weights",
                "Save the state dict instead: torch.save(module.state_dict(), file)");
        }
        requireLittleEndian(file, archive, archive.entries().get(folder + "byteorder"));
        long at = archive.position(pickle);
        PickleGlobals globals = new PickleGlobals(file, script);
        Object object = new Unpickler(file, input(file, at, at + pickle.size()), globals).load();
        for (Map.Entry<String, TensorStorage> storage : globals.storages().entrySet()) {
            storage.getValue().placeIn(archive, archive.entries().get(folder + "data/" + storage.getKey()));
        }
        return new Content(CheckpointTree.of(file, object), script);
    }

    private static boolean isScript(ZipDirectory archive, String folder) {
        String code = folder + "code/";
        return archive.entries().containsKey(folder + "constants.pkl")
            || archive.entries().keySet().stream().anyMatch(name -> name.startsWith(code));
    }

    private static void requireLittleEndian(FileBytes file, ZipDirectory archive, @Nullable ZipDirectory.Entry order)
        throws HazeLabException {
        if (order != null) {
            int length = (int)Math.min(order.size(), 16);
            byte[] text = file.read(archive.position(order), length).array();
            if (!new String(text, StandardCharsets.ISO_8859_1).equals("little")) {
                throw bigEndian(file);
            }
        }
    }

    private static HazeLabException bigEndian(FileBytes file) {
        return file.refused("was written on a machine with another order of bytes",
            "Save it again on a common computer");
    }

    private static PickleInput input(FileBytes file, long from, long end) throws HazeLabException {
        if (end - from > LONGEST_PICKLE) {
            throw file.refused("describes its tensors in " + (end - from) + " bytes, more than weights need",
                "Save the state dict alone with torch.save");
        }
        return new PickleInput(file, from, end);
    }

    /** Pickles of a magic number, a version, the system, the object and the keys of its storages; then these. */
    private static CheckpointNode legacy(FileBytes file) throws HazeLabException {
        PickleInput in = new PickleInput(file, LEGACY_HEADER, LEGACY_HEADER + (long)LONGEST_PICKLE);
        PickleGlobals globals = new PickleGlobals(file, false);
        Object version = new Unpickler(file, in, globals).load();
        if (!Long.valueOf(LEGACY_VERSION).equals(version)) {
            throw file.damaged("the version of its format is unknown");
        }
        Object system = new Unpickler(file, in, globals).load();
        if (system instanceof Dictionary about && Boolean.FALSE.equals(about.entries().get("little_endian"))) {
            throw bigEndian(file);
        }
        Object object = new Unpickler(file, in, globals).load();
        Object keys = new Unpickler(file, in, globals).load();
        if (!(keys instanceof Sequence sequence)) {
            throw file.damaged("it does not list its storages");
        }
        long at = in.position();
        for (Object key : sequence.items()) {
            TensorStorage storage = key instanceof String name ? globals.storages().get(name) : null;
            if (storage == null || storage.placed() || storage.bytes() < 0) {
                throw file.damaged("it lists a storage that no tensor has, twice, or of an unknown type");
            }
            if (file.read(at, Long.BYTES).getLong() != storage.count()) {
                throw file.damaged("a storage has another length than its tensors say");
            }
            storage.placeAt(at + Long.BYTES);
            at += Long.BYTES + storage.bytes();
            if (at > file.size()) {
                throw file.truncated();
            }
        }
        if (!globals.storages().values().stream().allMatch(TensorStorage::placed)) {
            throw file.damaged("the numbers of a tensor are missing");
        }
        return CheckpointTree.of(file, object);
    }
}
