// SPDX-License-Identifier: Apache-2.0
package org.hazelab.networks.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.file.StoredTensor;
import org.hazelab.runtime.file.WeightsFile;
import org.hazelab.runtime.tensor.FloatTensor;

/** A file of published weights, open for reading: one tensor at a time. Nothing in it is executed. */
public final class WeightsReader implements AutoCloseable {

    private static final int CHUNK = 1 << 20;

    private final Path path;
    private final String sha256;
    private final boolean published;
    private final WeightsFile file;
    private final Map<String, StoredTensor> tensors;

    private WeightsReader(Path path, String sha256, boolean published, WeightsFile file) {
        this.path = path;
        this.sha256 = sha256;
        this.published = published;
        this.file = file;
        tensors = file.groups().getOrDefault("", Map.of());
    }

    static WeightsReader open(Path path, ForeignWeights weights, Progress progress) throws HazeLabException {
        String found = sha256(path, progress);
        boolean named = path.getFileName().toString().equals(weights.file());
        if (named && !found.equals(weights.sha256())) {
            throw new HazeLabException("The file \"" + path + "\" is not " + weights.title() + " as it was published:"
                + " its SHA-256 is " + found + " instead of " + weights.sha256(),
                "Download it again (see " + weights.address() + "); the copy may be incomplete or another version");
        }
        return new WeightsReader(path, found, named, WeightsFile.openPublished(path));
    }

    /** The file's SHA-256, in small hexadecimal digits. */
    private static String sha256(Path path, Progress progress) throws HazeLabException {
        try (InputStream in = Files.newInputStream(path)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] chunk = new byte[CHUNK];
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                progress.checkCanceled();
                digest.update(chunk, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new HazeLabException("The file \"" + path + "\" could not be read: " + e.getMessage(),
                "Check that it is a file, and that you may read it", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /**
     * Reads a tensor.
     *
     * @param shape the lengths of the axes that it has to have
     * @throws HazeLabException if it is missing, of another shape, not finite, or cannot be read
     */
    public FloatTensor read(String name, int[] shape, Progress progress) throws HazeLabException {
        StoredTensor tensor = tensors.get(name);
        if (tensor == null || !Arrays.equals(tensor.shape(), shape)) {
            throw new HazeLabException("The file \"" + path + "\" does not have the weights that are needed: \"" + name
                + "\" " + (tensor == null ? "is missing" : "is " + StoredTensor.words(tensor.shape()) + ", not "
                    + StoredTensor.words(shape)),
                "Convert the published file again, under the names that its tensors have there");
        }
        return StoredTensor.requireFinite("The file \"" + path + "\"", name, tensor.read(progress));
    }

    /** The lengths of a tensor's axes; empty if the file has no tensor of this name. */
    public Optional<int[]> shape(String name) {
        return Optional.ofNullable(tensors.get(name)).map(StoredTensor::shape);
    }

    /** The file. */
    public Path path() {
        return path;
    }

    /** The SHA-256 of the file, for the record. */
    public String sha256() {
        return sha256;
    }

    /** Whether the file is the published one, to the byte; a conversion is not. */
    public boolean isPublished() {
        return published;
    }

    @Override
    public void close() throws HazeLabException {
        file.close();
    }
}
