// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.CheckpointImporter;
import org.hazelab.runtime.file.CheckpointFile;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HazeMatchingCheckpointTest {

    private final CheckpointImporter importer = new HazeMatchingMethod().importer().orElseThrow();

    @TempDir
    Path folder;
    private Path file;

    @BeforeEach
    void start() {
        file = folder.resolve("checkpoint.pth");
    }

    private static Map<String, FloatTensor> prefixed(String prefix, Map<String, FloatTensor> weights) {
        Map<String, FloatTensor> result = new LinkedHashMap<>();
        weights.forEach((name, tensor) -> result.put(prefix + name, tensor));
        return result;
    }

    /** The two networks that the authors publish, and the smallest. */
    @ParameterizedTest
    @ValueSource(ints = {28, 64, 128})
    void tellsTheNetworkByItsTensors(int size) throws IOException, HazeLabException {
        Map<String, FloatTensor> weights = HazeMatchingNetwork.of(size).initialWeights(3);
        StateDictFile.write(file, weights);
        try (CheckpointFile checkpoint = CheckpointFile.open(file)) {
            assertTrue(importer.recognizes(checkpoint));
            assertEquals(new HazeMatchingModel(size, size, 20, Optional.empty()),
                HazeMatchingModel.of(importer.describe(checkpoint)));
            assertEquals(weights, importer.weights(checkpoint, Progress.NONE));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.", "module.", "net.unet."})
    void findsWeightsAmongOtherThings(String prefix) throws IOException, HazeLabException {
        Map<String, FloatTensor> weights = HazeMatchingNetwork.of(28).initialWeights(3);
        // The order of the file is not that of the network.
        List<String> names = new ArrayList<>(weights.keySet());
        names.sort(null);
        Map<String, FloatTensor> sorted = new LinkedHashMap<>();
        names.forEach(name -> sorted.put(name, weights.get(name)));
        StateDictFile.write(file, Map.of("state_dict", prefixed(prefix, sorted), "optimizer", "adam"));
        try (CheckpointFile checkpoint = CheckpointFile.open(file)) {
            Map<String, FloatTensor> read = importer.weights(checkpoint, Progress.NONE);
            assertEquals(weights, read);
            assertEquals(new ArrayList<>(weights.keySet()), new ArrayList<>(read.keySet()));
        }
    }

    @Test
    void takesAveragedWeightsWhereThereAreSome() throws IOException, HazeLabException {
        Map<String, FloatTensor> averaged = HazeMatchingNetwork.of(28).initialWeights(4);
        Map<String, Object> both = new LinkedHashMap<>();
        both.put("model", HazeMatchingNetwork.of(28).initialWeights(3));
        both.put("model_ema", averaged);
        both.put("more", HazeMatchingNetwork.of(28).initialWeights(5));
        StateDictFile.write(file, both);
        try (CheckpointFile checkpoint = CheckpointFile.open(file)) {
            assertEquals(averaged, importer.weights(checkpoint, Progress.NONE));
        }
    }

    @Test
    void leavesOtherNetworksAlone() throws IOException, HazeLabException {
        Map<String, FloatTensor> weights = HazeMatchingNetwork.of(28).initialWeights(3);
        Map<String, FloatTensor> fewer = new LinkedHashMap<>(weights);
        fewer.remove("out.2.bias");
        Map<String, FloatTensor> more = new LinkedHashMap<>(weights);
        more.put("label_emb.weight", FloatTensor.zeros(3, 4));
        Map<String, FloatTensor> other = new LinkedHashMap<>(weights);
        other.put("out.2.bias", FloatTensor.zeros(3));
        for (Map<String, FloatTensor> dict : List.of(fewer, more, other, Map.of("w", FloatTensor.zeros(1)))) {
            StateDictFile.write(file, dict);
            try (CheckpointFile checkpoint = CheckpointFile.open(file)) {
                assertFalse(importer.recognizes(checkpoint));
            }
        }
    }
}
