// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.ValueRange;

/**
 * An image file that Pillow or tifffile wrote, and the image that must be read from it; see make_golden.py and
 * make_axes.py.
 */
public record Golden(String name, int bits, FloatImage image, byte[] file) {

    private static List<Golden> all;

    /** All lines of golden.txt and axes.txt. */
    static synchronized List<Golden> all() {
        if (all == null) {
            all = Stream.concat(of("golden.txt", true).stream(), of("axes.txt", true).stream()).toList();
        }
        return all;
    }

    /** The lines of another resource: those with an image, or those of files that hold none. */
    public static List<Golden> of(String resource, boolean images) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
            Golden.class.getResourceAsStream(resource), StandardCharsets.US_ASCII))) {
            return lines.lines().filter(line -> !line.startsWith("#") && images != line.contains(" - ")).map(Golden::of)
                .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Golden named(String name) {
        return all().stream().filter(golden -> golden.name.equals(name)).findFirst().orElseThrow();
    }

    /** Those of a kind, such as {@code png}. */
    static List<Golden> ofEnding(String ending) {
        return all().stream().filter(golden -> golden.name.endsWith("." + ending)).toList();
    }

    public String ending() {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static Golden of(String line) {
        String[] fields = line.split(" ");
        if (fields[5].equals("-")) {
            return new Golden(fields[0], 0, null, Base64.getDecoder().decode(fields[6]));
        }
        String[] sizes = fields[4].split("x");
        int slices = Integer.parseInt(sizes[0]);
        int channels = Integer.parseInt(sizes[1]);
        int height = Integer.parseInt(sizes[2]);
        int width = Integer.parseInt(sizes[3]);
        ByteBuffer pixels = ByteBuffer.wrap(inflate(Base64.getDecoder().decode(fields[5]),
            4 * slices * channels * height * width)).order(ByteOrder.LITTLE_ENDIAN);
        float[][] planes = new float[slices * channels][width * height];
        for (float[] plane : planes) {
            for (int i = 0; i < plane.length; i++) {
                plane[i] = pixels.getFloat();
            }
        }
        ValueRange range = new ValueRange(Float.parseFloat(fields[2]), Float.parseFloat(fields[3]));
        return new Golden(fields[0], Integer.parseInt(fields[1]),
            FloatImage.stack(width, height, channels, range, planes), Base64.getDecoder().decode(fields[6]));
    }

    private static byte[] inflate(byte[] packed, int size) {
        Inflater inflater = new Inflater();
        try {
            byte[] plain = new byte[size];
            inflater.setInput(packed);
            int done = 0;
            while (done < size && !inflater.finished()) {
                done += inflater.inflate(plain, done, size - done);
            }
            if (done != size) {
                throw new IllegalStateException("golden.txt is cut off");
            }
            return plain;
        } catch (DataFormatException e) {
            throw new IllegalStateException(e);
        } finally {
            inflater.end();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
