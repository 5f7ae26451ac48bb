// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.optimizer.MovingAverage;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelEntries;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loop of all methods, with two small networks that a real libtorch trains. */
class TrainerTest {

    private static final ModelDescription DESCRIPTION = new ModelDescription("tiny", ModelEntries.EMPTY,
        ModelEntries.EMPTY, ModelEntries.EMPTY, ModelEntries.EMPTY);
    private static final double RATE = 0.05;

    @TempDir
    private Path folder;

    private Path checkpoint() {
        return folder.resolve("checkpoint");
    }

    private static TinyTask task(int rounds) throws HazeLabException {
        return new TinyTask(rounds, RATE, new TinyTask.Source());
    }

    private void save(Trainer<?> trainer) throws HazeLabException {
        trainer.write(checkpoint(), DESCRIPTION, Progress.NONE);
    }

    private static boolean threadIsAlive() {
        return Thread.getAllStackTraces().keySet().stream()
            .anyMatch(thread -> thread.getName().equals(Prefetch.THREAD));
    }

    @Test
    void trainsTwoNetworksAndLeavesTheFrozenPartAlone() throws HazeLabException {
        try (TinyTask task = task(20); Trainer<TinyTask.Batch> trainer = new Trainer<>(task, Progress.NONE)) {
            FloatTensor teacher = weights(task, "teacher.w");
            History history = trainer.run(RoundListener.NONE, Progress.NONE);
            assertEquals(teacher, weights(task, "teacher.w"));
            assertEquals(20, history.count());
            assertEquals(60, history.steps());
            assertEquals(List.of("student", "critic"), List.copyOf(history.rounds().get(0).losses().keySet()));
            // Linear functions of five numbers, 60 steps of 0.1: it falls to a hundredth on every processor.
            assertTrue(history.rounds().get(19).loss() < 0.1 * history.rounds().get(0).loss(), history::toString);
            assertNotEquals(weights(task, "student.w"), weights(task, "critic.w"));
            assertFalse(threadIsAlive());
        }
    }

    private static FloatTensor weights(TinyTask task, String name) throws HazeLabException {
        return task.module.parameterValues(Progress.NONE).get(name);
    }

    @Test
    void resumesToTheSameBytes() throws HazeLabException, IOException {
        try (TinyTask task = task(5); Trainer<TinyTask.Batch> trainer = new Trainer<>(task, Progress.NONE)) {
            trainer.run(current -> {
                if (current.history().count() == 2) {
                    save(current);
                }
            }, Progress.NONE);
            trainer.write(folder.resolve("whole"), DESCRIPTION, Progress.NONE);
        }
        try (ModelFile file = ModelFile.open(checkpoint())) {
            assertEquals(List.of("student.w", "best:student.w", "trained:student.w", "trained:critic.w",
                "student:first:student.w", "student:second:student.w", "critic:first", "critic:second"), file.names());
            assertEquals(6, file.description().training().integer("steps", 0, 99));
            assertEquals(2, file.description().training().numbers("losses.critic").length);
        }
        try (TinyTask task = task(5); Trainer<TinyTask.Batch> trainer = new Trainer<>(task, Progress.NONE);
            ModelFile file = ModelFile.open(checkpoint())) {
            trainer.resume(file, checkpoint(), Progress.NONE);
            assertEquals(2, trainer.history().count());
            trainer.run(RoundListener.NONE, Progress.NONE);
            trainer.write(folder.resolve("resumed"), DESCRIPTION, Progress.NONE);
        }
        assertArrayEquals(Files.readAllBytes(folder.resolve("whole")), Files.readAllBytes(folder.resolve("resumed")));
    }

    /** The average follows the weights by half of the way, so the distances differ after the first round. */
    @Test
    void validatesWithTheAverageAndTrainsOnWithTheWeights() throws HazeLabException {
        List<FloatTensor> students = new ArrayList<>();
        List<Double> losses = new ArrayList<>();
        for (boolean averaged : new boolean[] {false, true}) {
            try (TinyTask task = task(3)) {
                Validation plain = new MeanLosses<>(task, new TinyTask.Source());
                task.validated(averaged ? plain.with(task.module, MovingAverage.SWAP) : plain);
                try (Trainer<TinyTask.Batch> trainer = new Trainer<>(task, Progress.NONE)) {
                    losses.add(trainer.run(RoundListener.NONE, Progress.NONE).rounds().get(0).selectionLoss());
                    students.add(weights(task, "student.w"));
                    FloatTensor average = task.device().run(Progress.NONE,
                        scope -> scope.evaluate(task.module, MovingAverage.AVERAGE).get(0).get());
                    assertNotEquals(average, students.get(students.size() - 1));
                }
            }
        }
        assertEquals(students.get(0), students.get(1));
        // Seen: 1.46 with the weights after three steps, 1.90 with their average, which lags behind.
        assertTrue(losses.get(1) > 1.01 * losses.get(0), losses::toString);
    }

    /** A validation that finds the second round the best, whatever the losses of training say. */
    @Test
    void keepsTheBestWeightsByTheFirstScoreOfTheValidation() throws HazeLabException {
        Validation validation = new Validation() {
            @Override
            public List<String> names() {
                return List.of("error", "other");
            }

            @Override
            public double[] run(int round, Progress progress) {
                return new double[] {Math.abs(round - 2) + 0.5, -round};
            }
        };
        List<FloatTensor> averages = new ArrayList<>();
        try (TinyTask task = task(4).validated(validation);
            Trainer<TinyTask.Batch> trainer = new Trainer<>(task, Progress.NONE)) {
            History history = trainer.run(current -> {
                current.writeModel(folder.resolve("last" + current.history().count()), DESCRIPTION, true,
                    Progress.NONE);
                averages.add(only(folder.resolve("last" + current.history().count())));
            }, Progress.NONE);
            assertEquals(List.of(true, true, false, false), history.rounds().stream().map(Round::best).toList());
            assertEquals(2, history.bestRound());
            assertEquals(0.5, history.best());
            assertEquals(Map.of("error", 1.5, "other", -3.0), history.rounds().get(2).validation());
            trainer.writeModel(folder.resolve("best"), DESCRIPTION, false, Progress.NONE);
        }
        assertEquals(averages.get(1), only(folder.resolve("best")));
        assertNotEquals(averages.get(1), averages.get(3));
    }

    /** The only tensor of a model. */
    private static FloatTensor only(Path file) throws HazeLabException {
        try (ModelFile model = ModelFile.open(file)) {
            assertEquals(List.of("student.w"), model.names());
            return model.read("student.w", Progress.NONE);
        }
    }

    @Test
    void saysWhichLossDivergesAndKeepsTheLastCheckpoint() throws HazeLabException {
        try (TinyTask task = new TinyTask(9, 1e25, new TinyTask.Source());
            Trainer<TinyTask.Batch> trainer = new Trainer<>(task, Progress.NONE)) {
            HazeLabException failure = assertThrows(HazeLabException.class,
                () -> trainer.run(this::save, Progress.NONE));
            assertEquals("The training diverges: the loss \"critic\" of epoch 1 is no longer finite",
                failure.summary());
            assertFalse(Files.exists(checkpoint()));
            assertFalse(threadIsAlive());
        }
    }

    /** The last step leaves infinite weights, whose loss no step computes any more. */
    @Test
    void saysWhichTensorIsNotFiniteAfterARound() throws HazeLabException, IOException {
        try (TinyTask task = task(3); Trainer<TinyTask.Batch> trainer = new Trainer<>(task, Progress.NONE)) {
            HazeLabException failure = assertThrows(HazeLabException.class, () -> trainer.run(current -> {
                save(current);
                if (current.history().count() == 2) {
                    throw new HazeLabException("stopped", "by the test");
                }
            }, Progress.NONE));
            assertEquals("stopped", failure.summary());
        }
        byte[] good = Files.readAllBytes(checkpoint());
        try (TinyTask task = task(3);
            Trainer<TinyTask.Batch> trainer = new Trainer<>(task, Progress.NONE);
            ModelFile file = ModelFile.open(checkpoint())) {
            trainer.resume(file, checkpoint(), Progress.NONE);
            task.breakAfter(9, "critic.w");
            HazeLabException failure = assertThrows(HazeLabException.class,
                () -> trainer.run(this::save, Progress.NONE));
            assertEquals("The training diverges: after epoch 3 the weights \"critic.w\" are no longer finite",
                failure.summary());
            assertArrayEquals(good, Files.readAllBytes(checkpoint()));
        }
    }

    @Test
    void namesTheItemWhoseNumbersNoStepCanUse() throws HazeLabException {
        TinyTask.Source source = new TinyTask.Source();
        BatchSource<TinyTask.Batch> hostile = new BatchSource<>() {
            @Override
            public int batches() {
                return source.batches();
            }

            @Override
            public TinyTask.Batch batch(int round, int index) throws HazeLabException {
                TinyTask.Batch batch = source.batch(round, index);
                batch.x().values()[TinyTask.WEIGHTS] = round == 2 && index == 1 ? 1e30f : 1;
                return batch;
            }
        };
        try (TinyTask task = new TinyTask(3, RATE, hostile);
            Trainer<TinyTask.Batch> trainer = new Trainer<>(task, Progress.NONE)) {
            assertEquals("The loss \"student\" of epoch 2 is not finite for Item 2 of round 2, batch 1, where a "
                + "pixel is 1.0e+30 standard deviations away from the mean",
                assertThrows(HazeLabException.class,
                    () -> trainer.run(RoundListener.NONE, Progress.NONE)).summary());
            assertEquals(1, trainer.history().count());
        }
    }

    /** In order, two ahead at most, and what fails there fails at its step. */
    @Test
    void makesBatchesAheadInTheirOrder() throws HazeLabException {
        List<String> made = new ArrayList<>();
        List<String> threads = new ArrayList<>();
        TinyTask.Source source = new TinyTask.Source();
        BatchSource<TinyTask.Batch> failing = new BatchSource<>() {
            @Override
            public int batches() {
                return source.batches();
            }

            @Override
            public synchronized TinyTask.Batch batch(int round, int index) throws HazeLabException {
                made.add(round + "." + index);
                threads.add(Thread.currentThread().getName());
                if (round == 2 && index == 2) {
                    throw new HazeLabException("The disk is gone", "Bring it back");
                }
                return source.batch(round, index);
            }
        };
        List<String> steps = new ArrayList<>();
        Progress progress = new Progress() {
            @Override
            public void report(double fraction, String message) {
                steps.add(message.replaceAll(":.*", ""));
            }

            @Override
            public void checkCanceled() {
                // goes on
            }
        };
        try (TinyTask task = new TinyTask(3, RATE, failing);
            Trainer<TinyTask.Batch> trainer = new Trainer<>(task, Progress.NONE)) {
            assertEquals("The disk is gone", assertThrows(HazeLabException.class,
                () -> trainer.run(RoundListener.NONE, progress)).summary());
        }
        assertEquals(List.of("1.0", "1.1", "1.2", "2.0", "2.1", "2.2"), made);
        assertEquals(List.of(Prefetch.THREAD), threads.stream().distinct().toList());
        assertEquals("Epoch 2 of 3, step 3 of 3", steps.get(steps.size() - 1));
        assertFalse(threadIsAlive());
    }

    @Test
    void endsTheThreadWhenItIsCancelledWhileABatchIsMade() throws HazeLabException {
        boolean[] waits = {false};
        BatchSource<TinyTask.Batch> endless = new BatchSource<>() {
            @Override
            public int batches() {
                return 3;
            }

            @Override
            public TinyTask.Batch batch(int round, int index) throws HazeLabException {
                waits[0] = true;
                try {
                    Thread.sleep(600_000);
                } catch (InterruptedException e) {
                    throw new HazeLabException("interrupted", "by closing");
                }
                return null;
            }
        };
        Progress cancelled = new Progress() {
            @Override
            public void report(double fraction, String message) {
                // nothing to say
            }

            @Override
            public void checkCanceled() {
                if (waits[0]) {
                    throw new CancellationException();
                }
            }
        };
        try (TinyTask task = new TinyTask(3, RATE, endless);
            Trainer<TinyTask.Batch> trainer = new Trainer<>(task, Progress.NONE)) {
            assertThrows(CancellationException.class, () -> trainer.run(RoundListener.NONE, cancelled));
            assertFalse(threadIsAlive());
        }
    }

    @Test
    void saysWhatACheckpointLacks() throws HazeLabException {
        try (TinyTask task = task(2); Trainer<TinyTask.Batch> trainer = new Trainer<>(task, Progress.NONE)) {
            trainer.run(this::save, Progress.NONE);
        }
        Path bad = folder.resolve("bad");
        try (ModelFile file = ModelFile.open(checkpoint())) {
            Map<String, FloatTensor> tensors = file.readAll(Progress.NONE);
            tensors.remove("critic:second");
            ModelFile.write(bad, false, file.description(), tensors, Progress.NONE);
        }
        try (TinyTask task = task(2); Trainer<TinyTask.Batch> trainer = new Trainer<>(task, Progress.NONE);
            ModelFile file = ModelFile.open(bad)) {
            assertEquals("The checkpoint \"" + bad + "\" is damaged: critic:second is missing", assertThrows(
                HazeLabException.class, () -> trainer.resume(file, bad, Progress.NONE)).summary());
        }
    }
}
