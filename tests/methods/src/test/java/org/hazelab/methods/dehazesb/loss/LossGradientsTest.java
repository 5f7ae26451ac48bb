// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazesb.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.methods.loss.Losses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Losses and their gradients beside those that PyTorch computes: tests/data/dehazesb_losses.py. */
class LossGradientsTest {

    /** Sums of 32-bit numbers; what is wrong moves them by a percent and more. */
    private static final double RELATIVE = 2e-4;

    private record Golden(double mean, double first, double inside, double length) {
    }

    /** What the script printed for a loss, by argument. */
    private static Map<String, Golden> goldens(String loss) throws IOException {
        Map<String, Golden> goldens = new LinkedHashMap<>();
        try (InputStream file = Objects.requireNonNull(LossGradientsTest.class.getResourceAsStream("losses.csv"))) {
            for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
                List<String> cells = List.of(line.split(","));
                if (cells.get(0).equals(loss)) {
                    List<Double> numbers = cells.subList(2, 6).stream().map(Double::valueOf).toList();
                    goldens.put(cells.get(1),
                        new Golden(numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3)));
                }
            }
        }
        assertTrue(!goldens.isEmpty(), loss);
        return goldens;
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    @ParameterizedTest
    @ValueSource(strings = {"discriminator", "generator", "energy", "entropy", "bridge", "nce", "physical_structure",
        "physical_lpips_40", "physical_lpips_66", "high_image_64x64", "high_batch_64x64", "high_image_65x50", "ssim",
        "prompt_sigmoid", "prompt_bce", "critic_discriminator", "critic_generator", "augmentation"})
    void valuesAndGradientsArePyTorchs(String loss) throws HazeLabException, IOException {
        Losses.Result result = LossCases.run(loss);
        for (Map.Entry<String, Golden> golden : goldens(loss).entrySet()) {
            Golden expected = golden.getValue();
            assertEquals(expected.mean(), mean(result.values()), RELATIVE * Math.abs(expected.mean()));
            float[] gradient = result.gradients().get(golden.getKey());
            double length = expected.length();
            assertEquals(length, Losses.length(gradient), RELATIVE * length, golden.getKey());
            assertEquals(expected.first(), gradient[0], RELATIVE * length, golden.getKey());
            assertEquals(expected.inside(), gradient[2 * gradient.length / 5], RELATIVE * length, golden.getKey());
        }
    }

    /** The features of the source image are what the generated one is compared with, and no more. */
    @Test
    void keysOfPatchNceCarryNoGradient() throws HazeLabException {
        assertEquals(Set.of("query0", "query1", "weight0", "weight1"),
            LossCases.run("nce").gradients().keySet());
    }
}
