// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.CheckpointImporter;
import org.hazelab.methods.CheckpointImporter.Found;
import org.hazelab.methods.CheckpointImporter.Nearest;
import org.hazelab.methods.hazeflow.network.HazeFlowNetwork;
import org.hazelab.methods.hazeflow.network.HazeFlowSize;
import org.hazelab.methods.hazematching.StateDictFile;
import org.hazelab.runtime.file.StoredTensor;
import org.hazelab.runtime.file.WeightsFile;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as the authors' training saves them, of the smallest network. */
class HazeFlowCheckpointTest {

    private final CheckpointImporter importer = new HazeFlowMethod().importer().orElseThrow();

    @TempDir
    Path folder;
    private Path file;

    @BeforeEach
    void start() {
        file = folder.resolve("hazeflow.pth");
    }

    private static Map<String, FloatTensor> weights(long seed) {
        return HazeFlowNetwork.toInfer(HazeFlowSize.TINY.shape()).initialWeights(seed);
    }

    /** The dictionary {@code model}: the unused buffer, then the weights. */
    private static Map<String, FloatTensor> model(long seed) {
        Map<String, FloatTensor> model = new LinkedHashMap<>();
        model.put("module.sigmas", FloatTensor.zeros(1000));
        model.putAll(weights(seed));
        return model;
    }

    private static Map<String, Object> checkpoint(Map<String, FloatTensor> model, List<FloatTensor> averaged) {
        Map<String, Object> ema = new LinkedHashMap<>();
        ema.put("decay", "0.999999");
        ema.put("num_updates", "100001");
        ema.put("shadow_params", averaged);
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("optimizer", Map.of("state", Map.of("0", Map.of("exp_avg", FloatTensor.zeros(8, 1, 1, 1)))));
        root.put("model", model);
        root.put("ema", ema);
        root.put("step", "100001");
        return root;
    }

    private static List<FloatTensor> averaged(long seed) {
        return new ArrayList<>(weights(seed).values());
    }

    /** What was found and read. */
    private record Result(Map<String, FloatTensor> weights, Found found) {
    }

    private Result read(Map<String, ?> content) throws IOException, HazeLabException {
        StateDictFile.write(file, content);
        try (WeightsFile weights = WeightsFile.open(file)) {
            Found found = importer.find(weights).orElseThrow();
            Map<String, FloatTensor> read = new LinkedHashMap<>();
            for (Map.Entry<String, StoredTensor> tensor : found.tensors().entrySet()) {
                read.put(tensor.getKey(), tensor.getValue().read(Progress.NONE));
            }
            return new Result(read, found);
        }
    }

    private String nearest(Map<String, ?> content) throws IOException, HazeLabException {
        StateDictFile.write(file, content);
        try (WeightsFile weights = WeightsFile.open(file)) {
            assertTrue(importer.find(weights).isEmpty());
            return importer.nearest(weights).map(Nearest::words).orElse("");
        }
    }

    @Test
    void takesTheAveragedWeightsByTheirNumbers() throws IOException, HazeLabException {
        Result result = read(checkpoint(model(3), averaged(4)));
        assertEquals(weights(4), result.weights());
        assertEquals(new ArrayList<>(weights(4).keySet()), new ArrayList<>(result.weights().keySet()));
        assertEquals(new HazeFlowModel(HazeFlowSize.TINY.shape()), HazeFlowModel.of(result.found().description()));
        assertEquals(Map.of("source", "a PyTorch checkpoint", "weights", "ema/shadow_params"),
            result.found().description().training().texts());
        assertEquals(List.of("The weights averaged over the training are taken, \"ema/shadow_params\", as the authors "
            + "dehaze with them; left aside: those of \"model/module\"."), result.found().notes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"module.", "", "net."})
    void takesABareStateDictAndSaysThatItIsNotAveraged(String prefix) throws IOException, HazeLabException {
        Map<String, FloatTensor> renamed = new LinkedHashMap<>();
        model(3).forEach((name, tensor) -> renamed.put(prefix + name.substring("module.".length()), tensor));
        Result result = read(renamed);
        assertEquals(weights(3), result.weights());
        assertTrue(result.found().notes().get(0).startsWith("The file has no weights averaged over the training, "
            + "which the authors dehaze with, so that those"), result.found().notes().toString());
    }

    @Test
    void namesTheFirstTensorOfTheStateDictThatDoesNotMatch() throws IOException, HazeLabException {
        Map<String, FloatTensor> fewer = model(3);
        fewer.remove("module.all_modules.4.Dense_1.bias");
        assertEquals("HazeFlow's, but the file has no tensor \"all_modules.4.Dense_1.bias\" (8)",
            nearest(checkpoint(fewer, averaged(4))));
        Map<String, FloatTensor> more = model(3);
        more.put("module.all_modules.99.weight", FloatTensor.zeros(2));
        assertEquals("HazeFlow's, but the file has the tensor \"model/module.all_modules.99.weight\" (2), which the "
            + "network has not", nearest(checkpoint(more, averaged(4))));
        Map<String, FloatTensor> other = model(3);
        other.put("module.all_modules.2.weight", FloatTensor.zeros(8, 3, 3, 3));
        assertEquals("HazeFlow's, but the file has the tensor \"model/module.all_modules.2.weight\" (8 x 3 x 3 x 3), "
            + "where the network has 8 x 4 x 3 x 3", nearest(checkpoint(other, averaged(4))));
        Map<String, FloatTensor> levels = model(3);
        levels.put("module.sigmas", FloatTensor.zeros(10));
        assertEquals("HazeFlow's, but the file has the tensor \"model/module.sigmas\" (10), which the network has not",
            nearest(checkpoint(levels, averaged(4))));
    }

    @Test
    void namesTheFirstAveragedTensorThatDoesNotMatch() throws IOException, HazeLabException {
        List<FloatTensor> other = averaged(4);
        other.set(4, FloatTensor.zeros(8, 3, 3, 3));
        assertEquals(
            "HazeFlow's, but of the averaged weights, the file has the tensor \"ema/shadow_params/4\" (8 x 3 x "
                + "3 x 3) where the network has \"module.all_modules.2.weight\" (8 x 4 x 3 x 3)",
            nearest(checkpoint(model(3), other)));
        List<FloatTensor> fewer = averaged(4);
        fewer.remove(fewer.size() - 1);
        assertTrue(nearest(checkpoint(model(3), fewer)).startsWith("HazeFlow's, but the averaged weights "
            + "\"ema/shadow_params\" end before the network's \"module.all_modules."));
        List<FloatTensor> more = averaged(4);
        more.add(FloatTensor.zeros(7));
        assertEquals("HazeFlow's, but of the averaged weights, the file has the tensor \"ema/shadow_params/"
            + weights(4).size() + "\" (7), which the network has not", nearest(checkpoint(model(3), more)));
    }

    @Test
    void findsNothingInOtherFiles() throws IOException, HazeLabException {
        assertEquals("", nearest(Map.of("w", FloatTensor.zeros(1))));
    }
}
