// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.file;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.io.FileBytes;

/** What a file of weights is by its first bytes; the ending of its name means nothing. */
public enum FileKind {

    /** A safetensors file: HazeLab's models, and weights of other programs. */
    SAFETENSORS("a safetensors file"),
    /** A PyTorch checkpoint of version 1.6 or newer, or a TorchScript archive: zip archives. */
    ZIP("a zip archive, as PyTorch's checkpoints are"),
    /** A PyTorch checkpoint of the legacy format. */
    LEGACY("a PyTorch checkpoint"),
    /** Anything else. */
    UNKNOWN("");

    /** A pickle of PyTorch's magic number 0x1950a86a20f9469cfc6c, whatever the protocol. */
    private static final byte[] LEGACY_MAGIC = {(byte)0x8a, 10, 0x6c, (byte)0xfc, (byte)0x9c, 0x46, (byte)0xf9, 0x20,
        0x6a, (byte)0xa8, 0x50, 0x19, '.'};
    private static final int LOOK = 300;

    private final String name;

    FileKind(String name) {
        this.name = name;
    }

    /** @throws HazeLabException if the file cannot be read */
    public static FileKind of(Path path) throws HazeLabException {
        try (FileBytes file = FileBytes.open(path, "model")) {
            return of(file);
        }
    }

    static FileKind of(FileBytes file) throws HazeLabException {
        byte[] start = start(file);
        if (start.length >= 4 && start[0] == 'P' && start[1] == 'K' && start[2] == 3 && start[3] == 4) {
            return ZIP;
        }
        if (start.length >= 15 && start[0] == (byte)0x80
            && Arrays.equals(LEGACY_MAGIC, Arrays.copyOfRange(start, 2, 15))) {
            return LEGACY;
        }
        if (start.length >= 9 && start[8] == '{') {
            return SAFETENSORS;
        }
        return UNKNOWN;
    }

    private static byte[] start(FileBytes file) throws HazeLabException {
        ByteBuffer start = file.read(0, (int)Math.min(file.size(), LOOK));
        return start.array();
    }

    /** @throws HazeLabException if the file is of another kind, which is named */
    void require(FileBytes file) throws HazeLabException {
        FileKind kind = of(file);
        if (kind == this) {
            return;
        }
        if (kind != UNKNOWN) {
            throw file.refused("is " + kind.name + ", not " + name, "Choose another file");
        }
        throw unknown(file);
    }

    /** Says what the file is, if it is something that often lies where a model should. */
    static HazeLabException unknown(FileBytes file) throws HazeLabException {
        byte[] start = start(file);
        String text = new String(start, StandardCharsets.ISO_8859_1).stripLeading().toLowerCase(Locale.ROOT);
        if (start.length == 0) {
            return file.refused("is empty", "Copy or download it again");
        }
        if (text.startsWith("version https://git-lfs")) {
            return file.refused("is a pointer of Git LFS, not the model itself", "Fetch the model with git lfs pull");
        }
        if (text.startsWith("<!doctype") || text.startsWith("<html")) {
            return file.refused("is a web page, not a model: its download went wrong", "Download it again");
        }
        boolean tar = start.length >= 262 && new String(start, 257, 5, StandardCharsets.ISO_8859_1).equals("ustar");
        if (tar || text.startsWith("\u0080") || text.startsWith("\u0089hdf")) {
            return file.refused("is no file of weights that HazeLab reads (safetensors, and state dicts of PyTorch)",
                "Save the state dict with torch.save of PyTorch 1.6 or newer");
        }
        return file.refused("is neither a safetensors file nor a PyTorch checkpoint", "Choose a model file");
    }
}
