// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.crops.ImageSet;
import org.hazelab.methods.hazeflow.data.DistillationBatch;
import org.hazelab.methods.hazeflow.data.PretrainBatch;
import org.hazelab.methods.hazeflow.data.ReflowBatch;
import org.hazelab.methods.hazeflow.loss.StageLosses.ReflowTarget;
import org.hazelab.methods.hazeflow.training.settings.HazeFlowSettings;
import org.hazelab.methods.hazeflow.training.settings.LossSettings;
import org.hazelab.methods.hazeflow.training.settings.Stage;
import org.hazelab.methods.loss.Perceptual;
import org.hazelab.methods.training.TrainingTask;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;

/** The losses of untrained networks, which yield the velocity v = I and the transmission 0, from the equations. */
class StageLossesByHandTest {

    private static final int SIDE = HazeFlowTrainings.SIDE;

    @SuppressWarnings("unchecked")
    private static <T extends TrainingTask<?>> T task(HazeFlowSettings settings, Map<String, ImageSet> images)
        throws HazeLabException {
        return (T)HazeFlowTrainings.recipe(settings).plan(images).open(0, Optional.empty(),
            HazeFlowTrainings.device(2), Progress.NONE);
    }

    private static double mean(int count, IntToDoubleFunction values) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += values.applyAsDouble(i);
        }
        return sum / count;
    }

    private static double squared(FloatTensor x, IntToDoubleFunction target) {
        return mean(x.values().length, i -> Math.pow(x.values()[i] - target.applyAsDouble(i), 2));
    }

    /** The structure loss of images of 16 x 16 pixels: two scales. */
    private static double structure(int count, IntToDoubleFunction x, IntToDoubleFunction y) {
        double[] left = new double[count];
        double[] right = new double[count];
        for (int i = 0; i < count; i++) {
            left[i] = x.applyAsDouble(i);
            right[i] = y.applyAsDouble(i);
        }
        return (scale(left, right, SIDE) + scale(halved(left), halved(right), SIDE / 2)) / 2;
    }

    private static double[] halved(double[] x) {
        double[] half = new double[x.length / 4];
        for (int i = 0; i < half.length; i++) {
            int column = i % (SIDE / 2);
            int at = i / (SIDE / 2) * 2 * SIDE + 2 * column;
            half[i] = (x[at] + x[at + 1] + x[at + SIDE] + x[at + SIDE + 1]) / 4;
        }
        return half;
    }

    private static double scale(double[] x, double[] y, int side) {
        double ssim = 0;
        double right = 0;
        double down = 0;
        int planes = x.length / side / side;
        int windows = (side - 8) / 4 + 1;
        for (int plane = 0; plane < planes; plane++) {
            int from = plane * side * side;
            for (int window = 0; window < windows * windows; window++) {
                ssim += similarity(x, y, from + window / windows * 4 * side + window % windows * 4, side);
            }
            for (int i = 0; i < side * (side - 1); i++) {
                int inRow = from + i / (side - 1) * side + i % (side - 1);
                right += rho(x[inRow + 1] - x[inRow] - y[inRow + 1] + y[inRow]);
                down += rho(x[from + i + side] - x[from + i] - y[from + i + side] + y[from + i]);
            }
        }
        int steps = planes * side * (side - 1);
        return 1 - ssim / planes / windows / windows + 2.5 * (right / steps + down / steps);
    }

    private static double similarity(double[] x, double[] y, int at, int side) {
        double[] sums = new double[5];
        for (int i = 0; i < 64; i++) {
            double a = x[at + i / 8 * side + i % 8];
            double b = y[at + i / 8 * side + i % 8];
            double[] parts = {a, b, a * a, b * b, a * b};
            for (int k = 0; k < parts.length; k++) {
                sums[k] += parts[k] / 64;
            }
        }
        double variances = sums[2] - sums[0] * sums[0] + sums[3] - sums[1] * sums[1];
        return (2 * sums[0] * sums[1] + 1e-4) * (2 * (sums[4] - sums[0] * sums[1]) + 9e-4)
            / ((sums[0] * sums[0] + sums[1] * sums[1] + 1e-4) * (variances + 9e-4));
    }

    private static double rho(double difference) {
        return Math.sqrt(difference * difference + 1e-6) - 1e-3;
    }

    private static void assertLosses(double[] expected, float... losses) {
        double[] doubles = new double[losses.length];
        for (int i = 0; i < losses.length; i++) {
            doubles[i] = losses[i];
        }
        assertArrayEquals(expected, doubles, 1e-4);
    }

    /** velocity to J - 1, one-step image I + (1 - 0) I = 2 I to J, transmission 0 to t_gt. */
    @Test
    void pretrain() throws HazeLabException {
        try (StageTask<PretrainBatch> task =
            task(HazeFlowTrainings.settings(Stage.PRETRAIN), HazeFlowTrainings.images())) {
            PretrainBatch batch = task.batches().batch(1, 0);
            float[] hazy = batch.hazy().values();
            float[] clean = batch.clean().values();
            double velocity = squared(batch.hazy(), i -> clean[i] - 1);
            double structure = structure(hazy.length, i -> 2 * hazy[i], i -> clean[i]);
            double transmission = squared(batch.transmission(), i -> 0);
            assertLosses(new double[] {velocity + structure + 0.5 * transmission, velocity, structure, transmission},
                task.evaluate(batch, Progress.NONE));
        }
    }

    /** Velocity I^g to I; one-step image I^g + (1 - t_D) I^g to v_T + 1 = I + 1, or to J^ = I + (1 - 0) I. */
    @Test
    void reflowToBothTargets() throws HazeLabException {
        for (ReflowTarget target : ReflowTarget.values()) {
            HazeFlowSettings all = HazeFlowTrainings.settings(Stage.REFLOW);
            HazeFlowSettings settings = HazeFlowTrainings.with(all,
                new LossSettings(Perceptual.STRUCTURE, 0.5, 0, target), all.optimizer());
            try (StageTask<ReflowBatch> task =
                task(settings, HazeFlowTrainings.without(HazeFlowRecipe.PAIRS))) {
                ReflowBatch batch = task.batches().batch(1, 0);
                float[] hazy = batch.hazy().values();
                float[] map = batch.darkChannelMap().values();
                double gamma = batch.gamma().values()[0];
                IntToDoubleFunction darkened = i -> Math.pow(Math.min(Math.max(hazy[i], 0), 1), gamma);
                double velocity = squared(batch.hazy(), darkened);
                double structure = structure(hazy.length, i -> darkened.applyAsDouble(i) * (2 - map[pixel(i)]),
                    i -> target == ReflowTarget.VELOCITY ? hazy[i] + 1 : 2 * hazy[i]);
                assertLosses(new double[] {velocity + structure, velocity, structure},
                    task.evaluate(batch, Progress.NONE));
            }
        }
    }

    /** With a pair: velocity to J - A, A = I - 0 v = I; one-step image to J. */
    @Test
    void reflowOnPairs() throws HazeLabException {
        try (StageTask<ReflowBatch> task =
            task(HazeFlowTrainings.settings(Stage.REFLOW), HazeFlowTrainings.without(HazeFlowRecipe.HAZY))) {
            ReflowBatch batch = task.batches().batch(1, 0);
            float[] hazy = batch.hazy().values();
            float[] clean = batch.clean().values();
            float[] map = batch.darkChannelMap().values();
            double gamma = batch.gamma().values()[0];
            IntToDoubleFunction darkened = i -> Math.pow(Math.min(Math.max(hazy[i], 0), 1), gamma);
            double velocity = mean(hazy.length,
                i -> Math.pow(darkened.applyAsDouble(i) - clean[i] + hazy[i], 2));
            double structure = structure(hazy.length, i -> darkened.applyAsDouble(i) * (2 - map[pixel(i)]),
                i -> clean[i]);
            assertLosses(new double[] {velocity + structure, velocity, structure},
                task.evaluate(batch, Progress.NONE));
        }
    }

    /** One-step image of the student, 2 F(I), to that of the teacher, 2 I; with a pair to J. */
    @Test
    void distillation() throws HazeLabException {
        for (String left : new String[] {HazeFlowRecipe.PAIRS, HazeFlowRecipe.HAZY}) {
            try (StageTask<DistillationBatch> task =
                task(HazeFlowTrainings.settings(Stage.DISTILLATION), HazeFlowTrainings.without(left))) {
                DistillationBatch batch = task.batches().batch(1, 0);
                float[] hazy = batch.hazy().values();
                float[] enhanced = batch.enhanced().values();
                float[] clean = batch.clean().values();
                double structure = structure(hazy.length, i -> 2 * enhanced[i],
                    i -> left.equals(HazeFlowRecipe.PAIRS) ? 2 * hazy[i] : clean[i]);
                assertLosses(new double[] {structure, structure}, task.evaluate(batch, Progress.NONE));
            }
        }
    }

    /** The place of a value of three planes in one of one plane. */
    private static int pixel(int value) {
        int plane = SIDE * SIDE;
        return value / plane / 3 * plane + value % plane;
    }
}
