// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.hazeflow.data.DistillationBatch;
import org.hazelab.methods.hazeflow.training.settings.HazeFlowSettings;
import org.hazelab.methods.hazeflow.training.settings.LearningRate;
import org.hazelab.methods.hazeflow.training.settings.LossSettings;
import org.hazelab.methods.hazeflow.training.settings.Stage;
import org.hazelab.methods.hazeflow.training.settings.StageSettings;
import org.hazelab.methods.loss.Perceptual;
import org.hazelab.networks.Vgg16;
import org.hazelab.networks.lpips.LpipsNet;
import org.hazelab.networks.weights.WeightsFolder;
import org.hazelab.runtime.file.SafetensorsFile;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the weights of VGG16 in the folder, here random ones, the perceptual loss is LPIPS without being asked. */
class LpipsTrainingTest {

    @TempDir
    private Path folder;

    private void writeWeights() throws HazeLabException {
        Network network = new Network("Vgg");
        Vgg16.features(network.root());
        Map<String, FloatTensor> weights = new LinkedHashMap<>();
        for (Parameter parameter : network.parameters()) {
            FloatTensor tensor = FloatTensor.zeros(parameter.shape());
            int[] shape = parameter.shape();
            RandomStream random = RandomStream.of(1, weights.size());
            double size = shape.length == 1 ? 0.1 : Math.sqrt(6.0 * shape[0] / FloatTensor.size(shape));
            for (int i = 0; i < tensor.values().length; i++) {
                tensor.values()[i] = (float)(size * (2 * random.nextFloat() - 1));
            }
            weights.put(parameter.name(), tensor);
        }
        SafetensorsFile.write(folder.resolve(LpipsNet.VGG.weights().converted()), false, Map.of(), weights,
            Progress.NONE);
    }

    @Test
    @SuppressWarnings("unchecked")
    void aStepLowersIt() throws HazeLabException {
        writeWeights();
        HazeFlowSettings all = HazeFlowTrainings.with(HazeFlowTrainings.settings(Stage.DISTILLATION),
            Stage.DISTILLATION, new StageSettings(1, 2, 2, LearningRate.constant(2e-3)));
        LossSettings loss = all.losses();
        HazeFlowRecipe recipe = new HazeFlowRecipe(HazeFlowTrainings.with(all,
            new LossSettings(Perceptual.AUTOMATIC, loss.transmission(), 0, loss.reflowTarget()), all.optimizer()),
            WeightsFolder.of(folder), HazeFlowTrainings.SCORER);
        assertEquals(List.of("loss", "lpips"), recipe.losses());
        assertEquals("lpips",
            recipe.plan(HazeFlowTrainings.images()).description().training().text("perceptual_loss"));
        try (StageTask<DistillationBatch> task = (StageTask<DistillationBatch>)recipe
            .plan(HazeFlowTrainings.images()).open(0, Optional.empty(), HazeFlowTrainings.device(2), Progress.NONE)) {
            DistillationBatch batch = task.batches().batch(1, 0);
            float[] before = task.evaluate(batch, Progress.NONE);
            task.step(batch, 1, Progress.NONE);
            float[] after = task.evaluate(batch, Progress.NONE);
            String losses = Arrays.toString(before) + " " + Arrays.toString(after);
            assertEquals(before[0], before[1]);
            assertTrue(after[0] > 0 && after[0] < before[0], losses);
        }
    }
}
