// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.io.AtomicFile;
import org.hazelab.imaging.io.FileBytes;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.tensor.FloatTensor;

/**
 * A safetensors file that is open for reading, and how one is written.
 *
 * <p>Opening reads and checks the header alone; a tensor's numbers are read when they are asked for, straight into the
 * array that is handed out. The whole header is checked against the length of the file first, so that a file can never
 * take more memory than four times its length (bytes that become floats). Not thread-safe.
 */
public final class SafetensorsFile implements WeightsFile {

    private static final int CHUNK = 1 << 16;

    private final FileBytes file;
    private final SafetensorsHeader header;

    private SafetensorsFile(FileBytes file, SafetensorsHeader header) {
        this.file = file;
        this.header = header;
    }

    /** @throws HazeLabException if the file cannot be read, or is no whole and valid safetensors file */
    public static SafetensorsFile open(Path path) throws HazeLabException {
        return open(FileBytes.open(path, "model"));
    }

    /** Keeps the bytes, and closes them also if this fails. */
    static SafetensorsFile open(FileBytes file) throws HazeLabException {
        boolean opened = false;
        try {
            FileKind.SAFETENSORS.require(file);
            SafetensorsFile open = new SafetensorsFile(file, SafetensorsHeader.read(file));
            opened = true;
            return open;
        } finally {
            if (!opened) {
                file.close();
            }
        }
    }

    /** The texts that the file carries beside its tensors, in its order; empty if there are none. */
    public Map<String, String> metadata() {
        return Collections.unmodifiableMap(header.metadata());
    }

    /** The names of the tensors in the order of their numbers in the file. */
    public List<String> names() {
        return List.copyOf(header.tensors().keySet());
    }

    /** The shape of a tensor, an own copy. */
    public int[] shape(String name) {
        return entry(name).shape().clone();
    }

    /** How the file calls the type of a tensor's numbers, such as {@code F32} or {@code BF16}. */
    public String type(String name) {
        return entry(name).type();
    }

    /**
     * Reads one tensor. Numbers of 16 bits become the same 32-bit floats, numbers of 64 bits the nearest ones, and
     * whole
     * numbers and truth values the same numbers.
     *
     * @throws HazeLabException if the type of its numbers is not supported, a whole number has no equal float, a 64-bit
     *             float is too large, the file cannot be read, or memory is short
     */
    public FloatTensor read(String name, Progress progress) throws HazeLabException {
        SafetensorsHeader.Entry entry = entry(name);
        ScalarType type = type(name, entry);
        long count = (entry.end() - entry.begin()) / type.bytes();
        float[] values = Numbers.allocate(file, name, count);
        Numbers.read(file, entry.begin(), type, name, values, progress);
        return new FloatTensor(entry.shape().clone(), values);
    }

    /**
     * Reads some of a tensor's numbers, as {@link #read(String, Progress)} does.
     *
     * @param from the first of them in row-major order
     * @param count how many; the tensor has as many from there on
     */
    public float[] read(String name, long from, int count, Progress progress) throws HazeLabException {
        SafetensorsHeader.Entry entry = entry(name);
        ScalarType type = type(name, entry);
        Objects.checkFromIndexSize(from, count, (entry.end() - entry.begin()) / type.bytes());
        float[] values = Numbers.allocate(file, name, count);
        Numbers.read(file, entry.begin() + from * type.bytes(), type, name, values, progress);
        return values;
    }

    private ScalarType type(String name, SafetensorsHeader.Entry entry) throws HazeLabException {
        ScalarType type = ScalarType.ofSafetensors(entry.type());
        if (type == null) {
            throw file.refused("has numbers of the type " + Words.quoted(entry.type()) + " in its tensor "
                + Words.quoted(name) + ", which HazeLab does not read", "Convert them to F32");
        }
        return type;
    }

    /** Reads all tensors, in the order of {@link #names()}. */
    public Map<String, FloatTensor> readAll(Progress progress) throws HazeLabException {
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        for (String name : header.tensors().keySet()) {
            progress.report((double)tensors.size() / header.tensors().size(), "Reading weights");
            tensors.put(name, read(name, progress));
        }
        return tensors;
    }

    @Override
    public String kind() {
        return "a safetensors file";
    }

    @Override
    public Map<String, Map<String, StoredTensor>> groups() {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        header.tensors().keySet().forEach(name -> tensors.put(name, new Stored(name)));
        return tensors.isEmpty() ? Map.of() : Map.of("", tensors);
    }

    private final class Stored implements StoredTensor {

        private final String name;

        Stored(String name) {
            this.name = name;
        }

        @Override
        public String path() {
            return name;
        }

        @Override
        public int[] shape() {
            return SafetensorsFile.this.shape(name);
        }

        @Override
        public FloatTensor read(Progress progress) throws HazeLabException {
            return SafetensorsFile.this.read(name, progress);
        }
    }

    private SafetensorsHeader.Entry entry(String name) {
        SafetensorsHeader.Entry entry = header.tensors().get(name);
        if (entry == null) {
            throw new IllegalArgumentException("no tensor " + name);
        }
        return entry;
    }

    /** For messages about what the file holds. */
    FileBytes bytes() {
        return file;
    }

    @Override
    public void close() {
        file.close();
    }

    /**
     * Writes a file of 32-bit floats, whole or not at all. The same content gives the same bytes: metadata is sorted by
     * its keys, tensors keep the order of their map.
     *
     * @param replace whether it may take the place of a file that is there
     * @param metadata any texts
     * @param tensors by name; no name is {@code __metadata__}
     * @throws HazeLabException if the file cannot be written; a file that was there stays as it was
     */
    public static void write(Path path, boolean replace, Map<String, String> metadata, Map<String, FloatTensor> tensors,
        Progress progress) throws HazeLabException {
        write(path, replace, metadata, StreamedTensor.of(tensors), progress);
    }

    /**
     * As {@link #write(Path, boolean, Map, Map, Progress)}, with one part of one tensor in memory at a time.
     *
     * @param tensors of different names, none of which is {@code __metadata__}
     */
    public static void write(Path path, boolean replace, Map<String, String> metadata, List<StreamedTensor> tensors,
        Progress progress) throws HazeLabException {
        byte[] json = json(metadata, tensors).getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(json, json.length + (-json.length & 7));
        Arrays.fill(padded, json.length, padded.length, (byte)' ');
        if (padded.length > SafetensorsHeader.LONGEST || tensors.size() > SafetensorsHeader.MOST_TENSORS) {
            throw new IllegalArgumentException("a header of " + padded.length + " bytes for " + tensors.size()
                + " tensors");
        }
        AtomicFile.write(path, replace, channel -> {
            ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(padded.length).flip();
            drain(length, channel);
            drain(ByteBuffer.wrap(padded), channel);
            ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
            int written = 0;
            for (StreamedTensor tensor : tensors) {
                progress.report((double)written++ / tensors.size(), "Writing weights");
                write(tensor, chunk, channel, progress);
            }
            // On the disk before it takes its name: training goes on from this file after a loss of power.
            channel.force(true);
        });
    }

    private static void write(StreamedTensor tensor, ByteBuffer chunk, FileChannel channel, Progress progress)
        throws IOException, HazeLabException {
        long missing = tensor.size();
        for (StreamedTensor.Part part : tensor.parts()) {
            float[] values = part.values(progress);
            missing -= values.length;
            write(values, chunk, channel, progress);
        }
        if (missing != 0) {
            throw new IllegalArgumentException("the parts of " + tensor.name() + " lack " + missing + " values");
        }
    }

    private static void write(float[] values, ByteBuffer chunk, FileChannel channel, Progress progress)
        throws IOException {
        for (int at = 0; at < values.length;) {
            progress.checkCanceled();
            int count = Math.min(values.length - at, CHUNK / Float.BYTES);
            chunk.clear();
            chunk.asFloatBuffer().put(values, at, count);
            drain(chunk.limit(count * Float.BYTES), channel);
            at += count;
        }
    }

    private static void drain(ByteBuffer bytes, FileChannel channel) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static String json(Map<String, String> metadata, List<StreamedTensor> tensors) {
        StringBuilder json = new StringBuilder("{");
        if (!metadata.isEmpty()) {
            json.append(HeaderText.quoted(SafetensorsHeader.METADATA)).append(":{");
            new TreeMap<>(metadata).forEach((key, text) -> separated(json).append(HeaderText.quoted(key)).append(':')
                .append(HeaderText.quoted(text)));
            json.append('}');
        }
        long at = 0;
        Set<String> names = new HashSet<>();
        for (StreamedTensor tensor : tensors) {
            if (tensor.name().equals(SafetensorsHeader.METADATA) || !names.add(tensor.name())
                || tensor.shape().length > SafetensorsHeader.MOST_AXES) {
                throw new IllegalArgumentException("no tensor can be " + tensor.name());
            }
            separated(json).append(HeaderText.quoted(tensor.name())).append(":{\"dtype\":\"F32\",\"shape\":")
                .append(Arrays.toString(tensor.shape()).replace(" ", "")).append(",\"data_offsets\":[").append(at);
            at = Math.addExact(at, Math.multiplyExact(tensor.size(), Float.BYTES));
            json.append(',').append(at).append("]}");
        }
        return json.append('}').toString();
    }

    private static StringBuilder separated(StringBuilder json) {
        return json.charAt(json.length() - 1) == '{' ? json : json.append(',');
    }
}
