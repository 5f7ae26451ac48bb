// SPDX-License-Identifier: Apache-2.0
package org.hazelab.networks.clip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.networks.weights.WeightsFolder;
import org.hazelab.runtime.file.SafetensorsFile;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.script.WeightSource;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClipWeightsTest {

    private static final ClipShape TINY = ClipFormula.TINY;

    @TempDir
    private Path folder;

    private ClipWeights open(Map<String, FloatTensor> tensors) throws HazeLabException {
        SafetensorsFile.write(folder.resolve("ViT-B-32.safetensors"), true, Map.of(), tensors, Progress.NONE);
        return ClipWeights.open(WeightsFolder.of(folder), Progress.NONE);
    }

    @Test
    void withoutAFileItSaysWhatIsMissingAndWhereItIsPublished() {
        assertFalse(ClipWeights.isIn(WeightsFolder.of(folder)));
        HazeLabException failure = assertThrows(HazeLabException.class,
            () -> ClipWeights.open(WeightsFolder.of(folder), Progress.NONE));
        assertTrue(failure.summary().startsWith("The weights of CLIP ViT-B/32 of OpenAI are missing: there is no file "
            + "\"ViT-B-32.pt\" in the folder \"" + folder), failure.summary());
        assertTrue(failure.remedy().contains("https://github.com/openai/CLIP"), failure.remedy());
    }

    /** Which is said, since only a hash tells whether the numbers are the published ones. */
    @Test
    void theShapeIsThatOfAConversionWhichIsSaid() throws HazeLabException {
        try (ClipWeights weights = open(ClipFormula.file(TINY))) {
            assertTrue(ClipWeights.isIn(WeightsFolder.of(folder)));
            assertEquals(TINY, weights.shape());
            assertEquals("The weights of CLIP ViT-B/32 of OpenAI are from the file \""
                + folder.resolve("ViT-B-32.safetensors") + "\", which is a conversion: its SHA-256 is "
                + weights.sha256() + ", and only its names and shapes could be compared with the published file.",
                weights.remark().orElseThrow());
        }
    }

    @Test
    void theTokensAreRowsOfTheTable() throws HazeLabException {
        Map<String, FloatTensor> file = ClipFormula.file(TINY);
        try (ClipWeights weights = open(file)) {
            FloatTensor rows = weights.tokens(398, 0);
            float[] table = file.get("token_embedding.weight").values();
            assertArrayEquals(new int[] {1, 2, 128}, rows.shape());
            assertArrayEquals(Arrays.copyOfRange(table, 398 * 128, 399 * 128),
                Arrays.copyOf(rows.values(), 128));
            assertArrayEquals(Arrays.copyOf(table, 128), Arrays.copyOfRange(rows.values(), 128, 256));
        }
    }

    @Test
    void theNamesOfTransformersMeanTheSame() throws HazeLabException {
        Map<String, FloatTensor> own = ClipFormula.file(TINY);
        try (ClipWeights weights = open(transformers(own))) {
            assertEquals(TINY, weights.shape());
            Network network = new Network("Clip");
            ClipImage.of(network.root().at("clip"), TINY);
            ClipText.of(network.root().at("clip"), TINY);
            WeightSource source = weights.over("clip.", parameter -> FloatTensor.zeros(0));
            for (Parameter parameter : network.parameters()) {
                String name = parameter.name().substring("clip.".length());
                if (own.containsKey(name)) {
                    assertEquals(own.get(name), source.get(parameter), name);
                }
            }
            assertArrayEquals(new float[] {0.48145466f, 0.4578275f, 0.40821073f},
                source.get(network.parameters().get(0)).values(), "a constant, which is in no file");
        }
    }

    /** The tensors of a file as Hugging Face's transformers names and cuts them. */
    private static Map<String, FloatTensor> transformers(Map<String, FloatTensor> own) {
        Map<String, FloatTensor> other = new LinkedHashMap<>();
        own.forEach((name, tensor) -> {
            String model = name.startsWith("visual.") ? "vision_model." : "text_model.";
            String inside = name.replaceFirst("^visual\\.", "").replace("transformer.resblocks", "encoder.layers")
                .replace("attn.out_proj", "self_attn.out_proj").replaceAll("ln_([12])", "layer_norm$1")
                .replace("c_fc", "fc1").replace("c_proj", "fc2").replace("ln_pre", "pre_layrnorm")
                .replace("ln_post", "post_layernorm").replace("ln_final", "final_layer_norm")
                .replace("class_embedding", "embeddings.class_embedding").replace("conv1", "embeddings.patch_embedding")
                .replace("positional_embedding", "embeddings.position_embedding.weight")
                .replace("token_embedding", "embeddings.token_embedding");
            if (name.equals("visual.proj")) {
                other.put("visual_projection.weight", transposed(tensor));
            } else if (name.equals("text_projection")) {
                other.put("text_projection.weight", transposed(tensor));
            } else if (inside.contains("in_proj_")) {
                int third = tensor.values().length / 3;
                int[] shape = tensor.shape().clone();
                shape[0] /= 3;
                for (int i = 0; i < 3; i++) {
                    other.put(model + inside.replace("attn.in_proj_", "self_attn." + "qkv".charAt(i) + "_proj."),
                        new FloatTensor(shape, Arrays.copyOfRange(tensor.values(), i * third, (i + 1) * third)));
                }
            } else {
                other.put(model + inside, tensor);
            }
        });
        return other;
    }

    private static FloatTensor transposed(FloatTensor matrix) {
        int[] shape = {matrix.shape()[1], matrix.shape()[0]};
        FloatTensor other = FloatTensor.zeros(shape);
        for (int r = 0; r < shape[0]; r++) {
            for (int c = 0; c < shape[1]; c++) {
                other.values()[r * shape[1] + c] = matrix.values()[c * shape[0] + r];
            }
        }
        return other;
    }

    @Test
    void anotherNetworkIsRefused() {
        HazeLabException failure =
            assertThrows(HazeLabException.class, () -> open(Map.of("conv1.weight", FloatTensor.zeros(64, 3, 7, 7))));
        assertEquals("The file \"" + folder.resolve("ViT-B-32.safetensors") + "\" has no weights of CLIP with a vision "
            + "transformer: it has no tensor \"visual.conv1.weight\" of 4 axes", failure.summary());
    }

    /** A width that is no multiple of that of a head. */
    @Test
    void lengthsThatAreNoneAreRefused() {
        Map<String, FloatTensor> file = ClipFormula.file(TINY);
        file.put("visual.conv1.weight", FloatTensor.zeros(100, 3, 8, 8));
        HazeLabException failure = assertThrows(HazeLabException.class, () -> open(file));
        assertTrue(failure.summary().contains("no tower of CLIP: width 100"), failure.summary());
    }
}
