// SPDX-License-Identifier: Apache-2.0
package org.hazelab.installation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example 06_hazeflow, from clean and hazy photographs to scores, with a few steps of its training on small crops:
 * what is tested is that all stages run and that tables, model and files find each other.
 */
class HazeFlowExampleTest {

    private static final List<String> PHOTOGRAPHS = List.of("gorge", "lake", "mountain", "ridges", "valley");
    private static final String[] SHORT = {"crop_size,32,int", "pretrain_epochs,2,int", "pretrain_steps,3,int",
        "reflow_epochs,1,int", "reflow_steps,2,int", "distillation_epochs,1,int", "distillation_steps,2,int"};

    @TempDir
    private Path folder;

    @Test
    void trainsAllStagesDehazesAndScores() throws IOException, InterruptedException {
        run("06_hazeflow", SHORT);
        List<String> scores = lines("scores.csv");
        assertEquals("name,fade_hazy,niqe_hazy,brisque_hazy,fade_dcp,niqe_dcp,brisque_dcp,fade_hazeflow,"
            + "niqe_hazeflow,brisque_hazeflow", scores.get(0));
        assertEquals(PHOTOGRAPHS, scores.stream().skip(1).map(line -> line.split(",")[0]).toList());
        for (String line : scores.subList(1, scores.size())) {
            double[] values = Arrays.stream(line.split(",")).skip(1).mapToDouble(Double::parseDouble).toArray();
            assertEquals(9, values.length, line);
            assertTrue(Arrays.stream(values).allMatch(Double::isFinite), line);
            assertTrue(values[3] < values[0], () -> "DCP takes off haze: " + line);
        }
        List<String> history = lines("history.csv");
        assertEquals("stage,epoch,training_loss,training_velocity,training_structure,training_transmission,seconds,"
            + "best", history.get(0));
        assertEquals(List.of("Pretrain 1", "Pretrain 2", "Reflow 1", "Distillation 1"),
            history.stream().skip(1).map(line -> line.split(",")[0] + " " + line.split(",")[1]).toList());
        List<String> files = new ArrayList<>(List.of("history.csv", "model.safetensors", "scores.csv"));
        PHOTOGRAPHS.forEach(name -> List.of("hazy", "dcp", "hazeflow", "transmission")
            .forEach(kind -> files.add(name + "_" + kind + ".png")));
        assertEquals(files.stream().sorted().toList(), listing());
        theModelServesExampleFive();
    }

    /** With nothing set but the file; its images are gray. */
    private void theModelServesExampleFive() throws IOException, InterruptedException {
        run("05_dehaze_with_model", "model_file," + folder.resolve("model.safetensors") + ",String");
        assertTrue(Files.exists(folder.resolve("filaments_1_mean.tif")));
    }

    private List<String> lines(String name) throws IOException {
        return Files.readAllLines(folder.resolve(name));
    }

    private List<String> listing() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void run(String workflow, String... variables) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
            Hazelab.root().resolve("example-workflows").resolve(workflow).toString(),
            "-workflow.variable=output_folder," + folder + ",String"));
        Stream.of(variables).forEach(variable -> arguments.add("-workflow.variable=" + variable));
        Hazelab.Outcome outcome = Hazelab.run(folder, "run", arguments.toArray(String[]::new));
        assertEquals(0, outcome.exitCode(), outcome::output);
    }
}
