// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.hazelab.runtime.tensor.FloatTensor;

/**
 * A TorchScript archive of one class: just enough for tests of the runtime, without the generator that networks have.
 */
final class TestScript {

    private final ByteArrayOutputStream pickle = new ByteArrayOutputStream();
    private final List<byte[]> storages = new ArrayList<>();
    private final Map<String, FloatTensor> parameters = new LinkedHashMap<>();
    private final StringBuilder methods = new StringBuilder();

    TestScript parameter(String name, FloatTensor values) {
        parameters.put(name, values);
        return this;
    }

    /** A method, its body indented by four blanks. */
    TestScript method(String head, String... body) {
        methods.append("  def ").append(head).append(":\n    ").append(String.join("\n    ", body)).append('\n');
        return this;
    }

    byte[] archive() {
        StringBuilder source = new StringBuilder("class Test(Module):\n  __parameters__ = [");
        parameters.keySet().forEach(name -> source.append('"').append(name).append("\", "));
        source.append("]\n  __buffers__ = []\n  training : bool\n");
        parameters.keySet().forEach(name -> source.append("  ").append(name).append(" : Tensor\n"));
        bytes(0x80, 2);
        text("c__torch__\nTest\n)");
        bytes(0x81);
        text("}(");
        string("training");
        bytes(0x89);
        parameters.forEach(this::tensor);
        text("ub.");
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(archive)) {
            put(zip, "data.pkl", pickle.toByteArray());
            put(zip, "code/__torch__.py", source.append(methods).toString().getBytes(StandardCharsets.UTF_8));
            put(zip, "constants.pkl", new byte[] {(byte)0x80, 2, ')', '.'});
            for (int i = 0; i < storages.size(); i++) {
                put(zip, "data/" + i, storages.get(i));
            }
            put(zip, "version", "3\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return archive.toByteArray();
    }

    private void tensor(String name, FloatTensor tensor) {
        string(name);
        text("ctorch._utils\n_rebuild_tensor_v2\n((");
        string("storage");
        text("ctorch\nFloatStorage\n");
        string(Integer.toString(storages.size()));
        string("cpu");
        number(tensor.values().length);
        text("tQ");
        number(0);
        text("(");
        for (int length : tensor.shape()) {
            number(length);
        }
        text("t(");
        int stride = tensor.values().length;
        for (int length : tensor.shape()) {
            stride /= length;
            number(stride);
        }
        text("t");
        bytes(0x88);
        text("ccollections\nOrderedDict\n)RtR");
        ByteBuffer data = ByteBuffer.allocate(tensor.values().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        data.asFloatBuffer().put(tensor.values());
        storages.add(data.array());
    }

    private void string(String value) {
        text("X");
        little(value.length());
        text(value);
    }

    private void number(int value) {
        text("J");
        little(value);
    }

    private void little(int value) {
        bytes(value, value >> 8, value >> 16, value >> 24);
    }

    private void text(String ascii) {
        pickle.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    private void bytes(int... values) {
        for (int value : values) {
            pickle.write(value);
        }
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry("archive/" + name);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
