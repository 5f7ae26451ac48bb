// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.synthesis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.synthesis.density.DensityMap;
import org.hazelab.imaging.synthesis.density.DensitySettings;
import org.hazelab.imaging.synthesis.recipe.HazeRecipe;
import org.hazelab.imaging.synthesis.recipe.HazeRecipe.Crop;
import org.hazelab.imaging.synthesis.recipe.HazeRecipe.Gamma;
import org.hazelab.imaging.synthesis.recipe.HazeRecipe.Jpeg;
import org.hazelab.imaging.synthesis.recipe.HazeRecipe.Noise;
import org.hazelab.imaging.synthesis.recipe.HazeRecipe.Order;
import org.hazelab.imaging.synthesis.recipe.Interval;
import org.hazelab.imaging.task.Progress;
import org.junit.jupiter.api.Test;

/**
 * The same seed gives the same bytes. The hashes were taken from this implementation on JDK 17 (x86-64): they prove
 * nothing about haze, but any machine or JDK that computes other bits, and any change of what a seed means, shows here.
 */
class DeterminismTest {

    private static final List<String> GOLDEN = List.of(
        "ecda0d45b1da00675d35b081bc2f5ed98ed7d40a4619231d9dd29248c0b8598b",
        "d47f11e97bca4ad90272e6e86bee6b0f6b21a24fbe5b217f87014e054ae1bb5f",
        "609361d409b48c268897f191a623060439ac7f2c235687312949e62d3bf97a9a",
        "5106f506ae1d36fe9077f611660e1c87f0e311cf9963812aa2664031565efe06");

    /** Everything on, all kinds of noise, both variants, both orders of the crop, grey and colour. */
    static List<String> hashes() throws HazeLabException {
        HazeRecipe code = HazeRecipe.hazeFlow().withGamma(new Gamma(1, new Interval(1.5, 3)))
            .withJpeg(new Jpeg(1, 30, 95));
        HazeRecipe paper = code.withDensity(DensitySettings.published(DensityMap.Variant.PAPER));
        DepthSource depth = new DepthSource.Given(Pictures.grey(101, 67), DepthSource.Polarity.NEAR_IS_LARGE);
        DepthSource ramp = new DepthSource.Ramp(DepthSource.FarSide.LEFT);
        HazeRecipe cropped = code.withCrop(Crop.training(), Order.CROP_THEN_HAZE);
        List<HazySample> samples = List.of(
            new HazeSynthesizer(code.withNoise(new Noise(1, 1, 0, 0, 2, 25)))
                .synthesize(Pictures.color(101, 67), depth, 1, 0, Progress.NONE),
            new HazeSynthesizer(paper.withNoise(new Noise(1, 0, 1, 0, 2, 25)))
                .synthesize(Pictures.color(640, 333), ramp, -7, 1, Progress.NONE),
            new HazeSynthesizer(cropped.withNoise(new Noise(1, 0, 0, 1, 2, 25)))
                .synthesize(Pictures.color(400, 300), ramp, Long.MAX_VALUE, 2, Progress.NONE),
            new HazeSynthesizer(HazeRecipe.ridcp().withCrop(Crop.training(), Order.HAZE_THEN_CROP))
                .synthesize(Pictures.grey(310, 290), ramp, 42, 3, Progress.NONE));
        return samples.stream().map(Pictures::hash).toList();
    }

    /** Entry of the child process: prints the hashes. */
    public static void main(String[] arguments) throws HazeLabException {
        hashes().forEach(System.out::println);
    }

    @Test
    void givesTheSameBytesEverywhere() throws Exception {
        assertEquals(GOLDEN, hashes());
    }

    @Test
    void givesTheSameBytesForAnyNumberOfThreads() throws Exception {
        for (int processors : new int[] {1, 7}) {
            assertEquals(GOLDEN, hashesWith("-XX:ActiveProcessorCount=" + processors));
        }
    }

    @Test
    void givesTheSameBytesFromTheClientCompiler() throws Exception {
        assertEquals(GOLDEN, hashesWith("-XX:TieredStopAtLevel=1"));
    }

    private static List<String> hashesWith(String option) throws Exception {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java", option, "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            DeterminismTest.class.getName()));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        process.onExit().orTimeout(10, TimeUnit.MINUTES).exceptionally(late -> process.destroyForcibly());
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        process.getInputStream().transferTo(output);
        assertEquals(0, process.waitFor(), "exit code of " + new File(command.get(0)).getName() + " " + option);
        return output.toString().lines().toList();
    }
}
