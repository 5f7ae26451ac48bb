// SPDX-License-Identifier: Apache-2.0
package org.hazelab.networks.clip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.networks.Formula;
import org.hazelab.networks.weights.WeightsFolder;
import org.hazelab.runtime.DeviceTensor;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.file.SafetensorsFile;
import org.hazelab.runtime.script.Initializer;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Order;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.script.Type;
import org.hazelab.runtime.script.Value;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both towers with the weights of a formula, against tests/data/clip_goldens.py, gradients included. */
class ClipGoldenTest {

    private static final int[] IMAGE = {2, 3, 40, 52};
    /** Of the length of what is compared, for a number of some hundred in it. Seen: 1e-7. */
    private static final double RELATIVE = 1e-5;

    @TempDir
    private Path folder;

    private ClipWeights weights() throws HazeLabException {
        Path file = folder.resolve("ViT-B-32.safetensors");
        if (ClipWeights.isIn(WeightsFolder.of(folder))) {
            return ClipWeights.open(WeightsFolder.of(folder), Progress.NONE);
        }
        SafetensorsFile.write(file, false, Map.of(), ClipFormula.file(ClipFormula.TINY), Progress.NONE);
        return weights();
    }

    /** Images and a prompt that are changed by parameters, so that these have the gradients of those. */
    private static Network network(ClipShape shape) {
        Network network = new Network("Trained");
        Parameter added = network.root().at("own").parameter("added", Initializer.ZEROS, IMAGE);
        Parameter prompt = network.root().at("own").parameter("prompt", Initializer.ZEROS, 1, shape.text().length(),
            shape.text().width());
        ClipImage image = ClipImage.of(network.root().at("clip"), shape);
        ClipText text = ClipText.of(network.root().at("clip"), shape);
        Map<String, Type> arguments = new LinkedHashMap<>();
        arguments.put("x", Type.TENSOR);
        arguments.put("prompt", Type.TENSOR);
        for (String way : List.of("area", "bilinear")) {
            network.training(way, arguments, Type.TENSORS, code -> {
                Value x = code.argument("x").plus(added);
                ClipImage.Seen seen = image.of(way.equals("area") ? image.area(x) : image.bilinear(x), List.of(1, 2));
                Value feature = text.features(code.argument("prompt").plus(prompt), ClipFormula.END);
                Value logits = ClipSimilarity.logits(seen.features(), feature);
                Value loss = logits.mean();
                for (Value map : seen.maps()) {
                    loss = loss.plus(map.apply("square").mean());
                }
                return code.list(loss, feature, seen.features(), seen.maps().get(0), seen.maps().get(1), logits);
            });
        }
        return network;
    }

    @ParameterizedTest
    @CsvSource({
        "area, 9.15607028 0.0614877789 0.15181164 1.82146629, 83.2511503 -1.01463937 1.84917277 1.38984468, "
            + "104.764393 1.26338185 3.33734301 0.592166796, 4.26055662 4.80981135, "
            + "15.8253851 -0.230425954 -0.339074397 -0.143126124, 52.1134657 -0.839508857 -0.0270572789 0.145817348",
        "bilinear, 9.5062019 0.587044338 0.311528863 1.84262637, 81.5578645 -0.333234789 1.70477314 1.33049012, "
            + "99.9008487 1.25609969 3.56471884 1.02647008, 6.64420536 9.82145779, "
            + "19.3524938 -0.0629461587 -0.0843409057 -0.315153067, 49.4997795 -0.668671351 0.10726266 1.18077199"})
    void featuresMapsAndGradientsAreThoseOfPyTorch(String way, String features, String first, String second,
        String logits, String ofImage, String ofPrompt) throws HazeLabException {
        try (ClipWeights weights = weights(); ScriptModule module = load(weights)) {
            FloatTensor prompt = weights.tokens(ClipFormula.tokens(weights.shape()));
            module.device().run(Progress.NONE, scope -> {
                List<DeviceTensor> all = scope.train(module, way, ClipFormula.picture(7, IMAGE), prompt);
                assertNumbers("7.15417166 -0.213278223 0.078162921 1.26272142", all.get(1).get(), "0 0", "0 17",
                    "0 47");
                assertNumbers(features, all.get(2).get(), "0 0", "1 17", "1 47");
                assertNumbers(first, all.get(3).get(), "0 0 0 0", "1 17 1 2", "1 127 3 3");
                assertNumbers(second, all.get(4).get(), "0 0 0 0", "1 17 1 2", "1 127 3 3");
                String[] expected = logits.split(" ");
                assertEquals(Double.parseDouble(expected[0]), all.get(5).get().values()[0], 1e-4);
                assertEquals(Double.parseDouble(expected[1]), all.get(5).get().values()[1], 1e-4);
                all.get(0).backward();
                for (Map.Entry<String, DeviceTensor> parameter : module.parameters().entrySet()) {
                    assertEquals(parameter.getKey().startsWith("own."), parameter.getValue().gradient().isPresent(),
                        parameter.getKey());
                }
                assertNumbers(ofImage, gradient(module, "own.added"), "0 0 0 0", "1 1 20 30", "1 2 39 51");
                FloatTensor gradient = gradient(module, "own.prompt");
                assertNumbers(ofPrompt, gradient, "0 0 0", "0 9 17", "0 17 127");
                for (int i = (ClipFormula.END + 1) * 128; i < gradient.values().length; i++) {
                    assertEquals(0, gradient.values()[i], "what stands behind the end has no influence");
                }
                return null;
            });
        }
    }

    private static FloatTensor gradient(ScriptModule module, String name) {
        return module.parameters().get(name).gradient().orElseThrow();
    }

    private static ScriptModule load(ClipWeights weights) throws HazeLabException {
        Network network = network(weights.shape());
        return ScriptModule.load(Formula.cpu(), network, weights.over("clip.", network.initial(1)), Order.ROWS,
            Progress.NONE);
    }

    /** The length of a tensor, and some of its numbers. */
    private static void assertNumbers(String expected, FloatTensor tensor, String... places) {
        String[] numbers = expected.split(" ");
        double squares = 0;
        for (float value : tensor.values()) {
            squares += (double)value * value;
        }
        double length = Double.parseDouble(numbers[0]);
        assertEquals(length, Math.sqrt(squares), RELATIVE * length);
        for (int i = 0; i < places.length; i++) {
            int at = 0;
            String[] index = places[i].split(" ");
            for (int axis = 0; axis < index.length; axis++) {
                at = at * tensor.shape()[axis] + Integer.parseInt(index[axis]);
            }
            assertEquals(Double.parseDouble(numbers[i + 1]), tensor.values()[at], 1e-4, places[i]);
        }
    }

    /** Their towers need 352 and 151 MB; the image's alone has no part of the text's. */
    @Test
    void theTowersAreThoseOfViTB32() {
        Network image = new Network("Image");
        ClipImage.of(image.root(), ClipShape.VIT_B_32);
        assertEquals(87_849_216 + 6, count(image));
        Network text = new Network("Text");
        ClipText.of(text.root(), ClipShape.VIT_B_32);
        // 151,277,313 of the whole, without the table of tokens and the scale
        assertEquals(151_277_313L - 87_849_216 - 49408 * 512 - 1, count(text));
        assertTrue(image.trained().isEmpty() && text.trained().isEmpty());
    }

    private static long count(Network network) {
        return network.parameters().stream().mapToLong(parameter -> FloatTensor.size(parameter.shape())).sum();
    }
}
