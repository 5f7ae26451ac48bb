// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.hazelab.runtime.tensor.FloatTensor;

/**
 * Writes dictionaries of tensors, texts, lists and dictionaries as PyTorch's {@code torch.save} does: pickle protocol 2
 * in a zip.
 */
public final class StateDictFile {

    private final ByteArrayOutputStream pickle = new ByteArrayOutputStream();
    private final List<FloatTensor> storages = new ArrayList<>();

    private StateDictFile() {
    }

    /** Writes a file. */
    public static void write(Path path, Map<String, ?> root) throws IOException {
        StateDictFile file = new StateDictFile();
        file.code("\u0080\u0002");
        file.dictionary(root);
        file.code(".");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
            store(zip, "archive/data.pkl", file.pickle.toByteArray());
            for (int i = 0; i < file.storages.size(); i++) {
                float[] values = file.storages.get(i).values();
                ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                bytes.asFloatBuffer().put(values);
                store(zip, "archive/data/" + i, bytes.array());
            }
        }
    }

    private static void store(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        CRC32 sum = new CRC32();
        sum.update(bytes);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
    }

    private void dictionary(Map<String, ?> entries) {
        code("}");
        entries.forEach((name, value) -> {
            text(name);
            value(value);
            code("s");
        });
    }

    private void value(Object value) {
        if (value instanceof FloatTensor tensor) {
            tensor(tensor);
        } else if (value instanceof Map<?, ?> nested) {
            @SuppressWarnings("unchecked")
            Map<String, ?> map = (Map<String, ?>)nested;
            dictionary(map);
        } else if (value instanceof List<?> list) {
            code("](");
            list.forEach(this::value);
            code("e");
        } else {
            text((String)value);
        }
    }

    private void tensor(FloatTensor tensor) {
        code("ctorch._utils\n_rebuild_tensor_v2\n((");
        text("storage");
        code("ctorch\nFloatStorage\n");
        text(Integer.toString(storages.size()));
        text("cpu");
        number(tensor.values().length);
        code("tQ");
        storages.add(tensor);
        number(0);
        int[] shape = tensor.shape();
        int[] strides = new int[shape.length];
        int stride = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= shape[axis];
        }
        tuple(shape);
        tuple(strides);
        code("\u0089ccollections\nOrderedDict\n)RtR");
    }

    private void tuple(int[] numbers) {
        code("(");
        for (int number : numbers) {
            number(number);
        }
        code("t");
    }

    private void text(String text) {
        code("X");
        four(text.length());
        code(text);
    }

    private void number(int number) {
        code("J");
        four(number);
    }

    private void four(int number) {
        pickle.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array());
    }

    private void code(String bytes) {
        pickle.writeBytes(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }
}
