// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.noreference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.InflaterOutputStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.api.Test;

/** The parameters that we ship are the published ones: by their bytes, and number by number against the originals. */
class ParametersTest {

    private static final Path ORIGINALS =
        Path.of(System.getProperty("hazelab.root"), "tests", "data");

    @ParameterizedTest
    @CsvSource({"niqe, 37, de74f88e3ee2d74c0dc6754a2e55dd6057991506ad33ac25d5583d049d2a0c23",
        "brisque, 778, 293665dfc2afa8aefaa45441e4226ab36524253c2f4b4b70360003b23c5fad9c",
        "fade, 26, bda6cc661583c8c6e393f0877dd8d2cd06173b4cb74ce06d5cb22f224e5a2103"})
    void resourcesAreTheOnesThatWereConverted(String name, int lines, String sha)
        throws IOException, NoSuchAlgorithmException {
        byte[] bytes;
        try (InputStream in = Parameters.class.getResourceAsStream(name + ".txt")) {
            bytes = in.readAllBytes();
        }
        assertEquals(sha, HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        assertEquals(lines, Parameters.read(name + ".txt").length);
    }

    @ParameterizedTest
    @CsvSource({"NIQE", "BRISQUE", "FADE"})
    void noticesTravelAlong(String name) throws IOException {
        String notice = Files.readString(Path.of(System.getProperty("hazelab.root"), "bundles", "org.hazelab.metrics",
            "notices", name + ".txt"));
        assertTrue(notice.contains("COPYRIGHT NOTICE STARTS") && notice.contains("The University of Texas at Austin")
            && notice.contains("COPYRIGHT NOTICE ENDS"));
    }

    @Test
    void niqeEqualsTheOriginal() throws IOException {
        Map<String, double[]> original = matrices("niqe_image_params.mat");
        double[][] ours = Parameters.read("niqe.txt");
        assertMatrix(original.get("pop_mu"), ours, 0, 1);
        assertMatrix(original.get("pop_cov"), ours, 1, 36);
    }

    @Test
    void fadeEqualsTheOriginal() throws IOException {
        double[][] ours = Parameters.read("fade.txt");
        Map<String, double[]> clear = matrices("natural_fogfree_image_features_ps8.mat");
        assertMatrix(clear.get("mu_fogfreeparam"), ours, 0, 1);
        assertMatrix(clear.get("cov_fogfreeparam"), ours, 1, 12);
        Map<String, double[]> foggy = matrices("natural_foggy_image_features_ps8.mat");
        assertMatrix(foggy.get("mu_foggyparam"), ours, 13, 1);
        assertMatrix(foggy.get("cov_foggyparam"), ours, 14, 12);
    }

    /** The original lies column by column. */
    private static void assertMatrix(double[] original, double[][] lines, int first, int rows) {
        int columns = original.length / rows;
        for (int r = 0; r < rows; r++) {
            assertEquals(columns, lines[first + r].length);
            for (int c = 0; c < columns; c++) {
                assertEquals(original[c * rows + r], lines[first + r][c]);
            }
        }
    }

    /** The matrices of doubles in a MATLAB 5 file, little-endian, by their names. */
    private static Map<String, double[]> matrices(String file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(ORIGINALS.resolve(file))).order(ByteOrder.LITTLE_ENDIAN);
        Map<String, double[]> matrices = new LinkedHashMap<>();
        for (bytes.position(128); bytes.hasRemaining();) {
            ByteBuffer element = element(bytes);
            matrices.putAll(matrix(element));
        }
        return matrices;
    }

    private static Map<String, double[]> matrix(ByteBuffer matrix) {
        element(matrix);
        element(matrix);
        String name = StandardCharsets.US_ASCII.decode(element(matrix)).toString();
        ByteBuffer numbers = element(matrix);
        double[] values = new double[numbers.remaining() / Double.BYTES];
        numbers.asDoubleBuffer().get(values);
        return Map.of(name, values);
    }

    /** The content of the next element, unpacked if it is compressed. */
    private static ByteBuffer element(ByteBuffer bytes) {
        int type = bytes.getInt();
        boolean small = type >>> 16 != 0;
        int size = small ? type >>> 16 : bytes.getInt();
        ByteBuffer content = bytes.slice(bytes.position(), size).order(ByteOrder.LITTLE_ENDIAN);
        int padded = type == 15 ? size : small ? 4 : (size + 7) / 8 * 8;
        bytes.position(Math.min(bytes.limit(), bytes.position() + padded));
        return type == 15 ? inflated(content) : content;
    }

    private static ByteBuffer inflated(ByteBuffer content) {
        byte[] packed = new byte[content.remaining()];
        content.get(packed);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (InflaterOutputStream inflater = new InflaterOutputStream(out)) {
            inflater.write(packed);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return element(ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN));
    }
}
