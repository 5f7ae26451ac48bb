// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.hazelab.methods.CheckpointImporter.Found;
import org.hazelab.methods.CheckpointImporter.Nearest;
import org.hazelab.runtime.file.SafetensorsFile;
import org.hazelab.runtime.file.WeightsFile;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    /** What was found and read. */
    private record Result(Map<String, FloatTensor> weights, Found found) {
    }

    private Result read(Map<String, ?> content) throws IOException, HazeLabException {
        StateDictFile.write(file, content);
        return read();
    }

    private Result read() throws HazeLabException {
        try (WeightsFile weights = WeightsFile.open(file)) {
            Found found = importer.find(weights).orElseThrow();
            Map<String, FloatTensor> read = new LinkedHashMap<>();
            for (String name : found.tensors().keySet()) {
                read.put(name, found.tensors().get(name).read(Progress.NONE));
            }
            return new Result(read, found);
        }
    }

    private static Map<String, FloatTensor> weights(int seed) {
        return HazeMatchingNetwork.of(28).initialWeights(seed);
    }

    /** The two networks that the authors publish, and the smallest. */
    @ParameterizedTest
    @ValueSource(ints = {28, 64, 128})
    void tellsTheNetworkByItsTensors(int size) throws IOException, HazeLabException {
        Map<String, FloatTensor> weights = HazeMatchingNetwork.of(size).initialWeights(3);
        Result result = read(weights);
        assertEquals(new HazeMatchingModel(size, size, 20, Optional.empty()),
            HazeMatchingModel.of(result.found().description()));
        assertEquals(Map.of("source", "a PyTorch checkpoint"), result.found().description().training().texts());
        assertEquals(weights, result.weights());
        assertEquals(List.of(), result.found().notes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.", "module.", "net.unet.", "_orig_mod.", "module._orig_mod."})
    void findsWeightsAmongOtherThings(String prefix) throws IOException, HazeLabException {
        Map<String, FloatTensor> weights = weights(3);
        // The order of the file is not that of the network.
        List<String> names = new ArrayList<>(weights.keySet());
        names.sort(null);
        Map<String, FloatTensor> sorted = new LinkedHashMap<>();
        names.forEach(name -> sorted.put(name, weights.get(name)));
        Map<String, FloatTensor> read =
            read(Map.of("state_dict", prefixed(prefix, sorted), "optimizer", "adam")).weights();
        assertEquals(weights, read);
        assertEquals(new ArrayList<>(weights.keySet()), new ArrayList<>(read.keySet()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "model.net."})
    void readsWhatPythonHasSavedAsSafetensors(String prefix) throws HazeLabException {
        for (Map<String, String> metadata : List.of(Map.<String, String>of(), Map.of("format", "pt"))) {
            SafetensorsFile.write(file, true, metadata, prefixed(prefix, weights(3)), Progress.NONE);
            Result result = read();
            assertEquals(weights(3), result.weights());
            assertEquals(Map.of("source", "a safetensors file"), result.found().description().training().texts());
        }
    }

    @Test
    void takesAveragedWeightsWhereThereAreSome() throws IOException, HazeLabException {
        Map<String, Object> both = new LinkedHashMap<>();
        both.put("schema", weights(3));
        both.put("model_ema", weights(4));
        both.put("more", weights(5));
        Result result = read(both);
        assertEquals(weights(4), result.weights());
        assertEquals(
            List.of("The file has 3 sets of weights. Those averaged over the training are taken, \"model_ema\", as "
                + "they are made to dehaze with; left aside: \"schema\", \"more\"."),
            result.found().notes());
        assertEquals("model_ema", result.found().description().training().texts().get("weights"));
    }

    /** Prefixes of raw and of averaged weights in one dictionary, as Lightning modules and ema-pytorch have them. */
    @ParameterizedTest
    @CsvSource({"model.,ema_model.", "model.,ema.", "net.,model_ema.", "'',ema_model.module.",
        "ema_model.,ema.ema_model.",
        "online_model.,ema_model.", "model.,swa_model.module.", "model.,modelEma."})
    void tellsAveragedWeightsByTheirPrefix(String raw, String averaged) throws IOException, HazeLabException {
        boolean rawIsAveraged = raw.startsWith("ema");
        for (boolean rawFirst : new boolean[] {true, false}) {
            Map<String, FloatTensor> flat = new LinkedHashMap<>();
            flat.putAll(rawFirst ? prefixed(raw, weights(3)) : prefixed(averaged, weights(4)));
            flat.putAll(rawFirst ? prefixed(averaged, weights(4)) : prefixed(raw, weights(3)));
            Result result = read(Map.of("state_dict", flat));
            assertEquals(rawIsAveraged && rawFirst ? weights(3) : weights(4), result.weights(), raw + " " + averaged);
            assertEquals(1, result.found().notes().size());
        }
    }

    /** What ema-pytorch and torchcfm's scripts save. */
    @Test
    void readsTheFilesOfCommonTrainings() throws IOException, HazeLabException {
        Map<String, FloatTensor> ema = new LinkedHashMap<>();
        ema.put("initted", FloatTensor.zeros(1));
        ema.put("step", FloatTensor.zeros());
        ema.putAll(prefixed("online_model.", weights(3)));
        ema.putAll(prefixed("ema_model.", weights(4)));
        Map<String, Object> pytorch = new LinkedHashMap<>();
        pytorch.put("model", weights(3));
        pytorch.put("ema", ema);
        assertEquals(weights(4), read(pytorch).weights());
        Map<String, Object> torchcfm = new LinkedHashMap<>();
        torchcfm.put("net_model", weights(3));
        torchcfm.put("ema_model", weights(4));
        torchcfm.put("optim", Map.of("state", Map.of("0", Map.of("exp_avg", FloatTensor.zeros(3)))));
        assertEquals(weights(4), read(torchcfm).weights());
        // CompVis' LitEma takes the dots out of the names.
        Map<String, FloatTensor> lit = new LinkedHashMap<>(prefixed("model.net.", weights(3)));
        lit.put("model_ema.decay", FloatTensor.zeros());
        weights(4).forEach((name, tensor) -> lit.put("model_ema." + ("net." + name).replace(".", ""), tensor));
        Result result = read(Map.of("state_dict", lit));
        assertEquals(weights(4), result.weights());
        assertEquals("state_dict/model_ema.net", result.found().description().training().texts().get("weights"));
    }

    @Test
    void saysWhereAveragedWeightsDoNotFit() throws IOException, HazeLabException {
        Map<String, FloatTensor> averaged = new LinkedHashMap<>(weights(4));
        averaged.remove("out.2.bias");
        Map<String, Object> both = new LinkedHashMap<>();
        both.put("net", weights(3));
        both.put("ema", averaged);
        Result result = read(both);
        assertEquals(weights(3), result.weights());
        assertEquals(List.of("The averaged weights \"ema\" are not taken, as they do not fit: the file has no tensor "
            + "\"out.2.bias\" (1)."), result.found().notes());
    }

    private String nearest(Map<String, FloatTensor> dict) throws IOException, HazeLabException {
        StateDictFile.write(file, dict);
        try (WeightsFile weights = WeightsFile.open(file)) {
            assertTrue(importer.find(weights).isEmpty());
            return importer.nearest(weights).map(Nearest::words).orElse("");
        }
    }

    @Test
    void saysWhatIsOddInOtherNetworks() throws IOException, HazeLabException {
        Map<String, FloatTensor> fewer = new LinkedHashMap<>(weights(3));
        fewer.remove("out.2.bias");
        assertEquals("HazeMatching's for images of 28 pixels, but the file has no tensor \"out.2.bias\" (1)",
            nearest(prefixed("model.", fewer)));
        Map<String, FloatTensor> more = new LinkedHashMap<>(weights(3));
        more.put("label_emb.weight", FloatTensor.zeros(3, 4));
        assertEquals(
            "HazeMatching's for images of 28 pixels, but the file has the tensor \"label_emb.weight\" (3 x 4), which "
                + "the network has not",
            nearest(more));
        Map<String, FloatTensor> other = new LinkedHashMap<>(weights(3));
        other.put("input_blocks.0.0.weight", FloatTensor.zeros(32, 1, 3, 3));
        assertEquals("HazeMatching's for images of 28 pixels, but the file has the tensor \"input_blocks.0.0.weight\" "
            + "(32 x 1 x 3 x 3), where the network has 32 x 2 x 3 x 3", nearest(other));
        Map<String, FloatTensor> renamed = new LinkedHashMap<>();
        weights(3).forEach((name, tensor) -> renamed.put(name.replace("out.2", "final"), tensor));
        assertEquals(
            "HazeMatching's for images of 28 pixels, but the file has no tensor \"out.2.weight\" (1 x 32 x 3 x 3); "
                + "the file has the tensor \"final.weight\" (1 x 32 x 3 x 3), which the network has not; and 2 other "
                + "tensors "
                + "differ",
            nearest(renamed));
        assertEquals("", nearest(Map.of("w", FloatTensor.zeros(1))));
    }
}
