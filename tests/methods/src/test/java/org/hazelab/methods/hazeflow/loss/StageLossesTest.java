// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.methods.hazeflow.loss.StageLosses.Output;
import org.hazelab.methods.hazeflow.loss.StageLosses.Pairs;
import org.hazelab.methods.hazeflow.loss.StageLosses.ReflowTarget;
import org.hazelab.methods.loss.LossTerms;
import org.hazelab.methods.loss.Losses;
import org.hazelab.methods.loss.PerceptualLoss;
import org.hazelab.runtime.script.Value;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The losses of the stages beside sums in Java. The perceptual term is a mean squared error here, so that one sees what
 * is compared with what.
 */
class StageLossesTest {

    private static final int SIDE = 4;
    private static final int PIXELS = SIDE * SIDE;
    private static final double TOLERANCE = 1e-5;

    private static final PerceptualLoss SQUARED = new PerceptualLoss() {
        @Override
        public String id() {
            return "squared";
        }

        @Override
        public String title() {
            return "squared";
        }

        @Override
        public Value distances(Value x, Value y) {
            return HazeLosses.squared(x, y);
        }
    };

    private static Map<String, FloatTensor> arguments() {
        Map<String, FloatTensor> all = new LinkedHashMap<>();
        int seed = 20;
        for (String image : new String[] {"v", "teacherV", "I", "J", "F"}) {
            all.put(image, Losses.random(seed++, 1, 0.5, 2, 3, SIDE, SIDE));
        }
        for (String map : new String[] {"t", "teacherT", "tD", "tGt"}) {
            all.put(map, Losses.random(seed++, 1, 0.5, 2, 1, SIDE, SIDE));
        }
        all.put("A", Losses.random(seed, 1, 0.7, 2, 3, 1, 1));
        all.put("g", new FloatTensor(new int[] {2, 1, 1, 1}, new float[] {1.5f, 1.5f}));
        all.put("paired", new FloatTensor(new int[] {2, 1, 1, 1}, new float[] {0, 1}));
        return all;
    }

    /** A pixel of a tensor, broadcast. */
    private static double at(Map<String, FloatTensor> all, String name, int item, int channel, int pixel) {
        int[] shape = all.get(name).shape();
        int length = shape[2] * shape[3];
        int plane = item * shape[1] + Math.min(channel, shape[1] - 1);
        return all.get(name).values()[plane * length + Math.min(pixel, length - 1)];
    }

    /** A number for each pixel of an image of the batch. */
    @FunctionalInterface
    private interface Pixel {
        double of(int item, int channel, int pixel);
    }

    private static double meanSquared(int item, int channels, Pixel pixel) {
        double sum = 0;
        for (int c = 0; c < channels; c++) {
            for (int p = 0; p < PIXELS; p++) {
                sum += pixel.of(item, c, p) * pixel.of(item, c, p);
            }
        }
        return sum / channels / PIXELS;
    }

    private static float[] record(Function<Map<String, Value>, LossTerms> loss)
        throws HazeLabException {
        try (Losses losses = Losses.load(arguments(), scope -> scope, (scope, values) -> {
            LossTerms terms = loss.apply(values);
            return terms.record(values.get("v").code(), terms.total());
        })) {
            return losses.values(arguments());
        }
    }

    private static Output student(Map<String, Value> all) {
        return new Output(all.get("v"), all.get("t"));
    }

    private static Output teacher(Map<String, Value> all) {
        return new Output(all.get("teacherV"), all.get("teacherT"));
    }

    private static Pairs pairs(Map<String, Value> all) {
        return new Pairs(all.get("paired"), all.get("J"));
    }

    @ParameterizedTest
    @CsvSource({"true, 0", "true, 1", "false, 0.5"})
    void pretrain(boolean refined, double colour) throws HazeLabException {
        float[] record = record(all -> new StageLosses(SQUARED, colour).pretrain(student(all), all.get("I"),
            all.get("J"), all.get("A"), all.get("tGt"), refined));
        Map<String, FloatTensor> all = arguments();
        double velocity = 0;
        double transmission = 0;
        double perceptual = 0;
        double cast = 0;
        for (int item = 0; item < 2; item++) {
            velocity += meanSquared(item, 3, (i, c, p) -> at(all, "v", i, c, p)
                - (at(all, "J", i, c, p) - at(all, "A", i, c, p))) / 2;
            transmission += meanSquared(item, 1, (i, c, p) -> at(all, "t", i, c, p) - at(all, "tGt", i, c, p)) / 2;
            perceptual += meanSquared(item, 3, (i, c, p) -> clean(all, "I", "t", "v", i, c, p)
                - at(all, "J", i, c, p)) / 2;
            cast += cast(all, item) / 2;
        }
        double[] expected = refined ? new double[] {velocity, perceptual, transmission, cast}
            : new double[] {velocity, perceptual, cast};
        double total = velocity + perceptual + (refined ? 0.5 * transmission : 0) + colour * cast;
        assertRecord(record, total, colour > 0 ? expected : Arrays.copyOf(expected, expected.length - 1));
    }

    private static double clean(Map<String, FloatTensor> all, String image, String t, String v, int i, int c, int p) {
        return at(all, image, i, c, p) + (1 - at(all, t, i, c, p)) * at(all, v, i, c, p);
    }

    private static double cast(Map<String, FloatTensor> all, int item) {
        double[] means = new double[3];
        for (int c = 0; c < 3; c++) {
            for (int p = 0; p < PIXELS; p++) {
                means[c] += clean(all, "I", "t", "v", item, c, p) / PIXELS;
            }
        }
        return Math.sqrt(Math.pow(means[0] - means[1], 4) + Math.pow(means[0] - means[2], 4)
            + Math.pow(means[1] - means[2], 4));
    }

    private static void assertRecord(float[] record, double total, double... terms) {
        assertEquals(1 + terms.length, record.length);
        assertEquals(total, record[0], TOLERANCE);
        for (int i = 0; i < terms.length; i++) {
            assertEquals(terms[i], record[1 + i], TOLERANCE, "term " + i);
        }
    }

    /** The first image has no clean one, the second has. */
    @ParameterizedTest
    @EnumSource(ReflowTarget.class)
    void reflow(ReflowTarget target) throws HazeLabException {
        float[] record = record(all -> new StageLosses(SQUARED, 0).reflow(student(all), teacher(all),
            all.get("I"), HazeEquations.darkened(all.get("I"), all.get("g")), all.get("tD"), pairs(all), target));
        Map<String, FloatTensor> all = arguments();
        Pixel velocity = (i, c, p) -> {
            double light = at(all, "I", i, c, p) - at(all, "teacherT", i, c, p) * at(all, "teacherV", i, c, p);
            return i == 0 ? at(all, "teacherV", i, c, p) : at(all, "J", i, c, p) - light;
        };
        Pixel seen = (i, c, p) -> i == 1 ? at(all, "J", i, c, p)
            : target == ReflowTarget.VELOCITY ? at(all, "teacherV", i, c, p) + 1
                : clean(all, "I", "teacherT", "teacherV", i, c, p);
        Pixel dehazed = (i, c, p) -> Math.pow(Math.min(Math.max(at(all, "I", i, c, p), 0), 1), 1.5)
            + (1 - at(all, "tD", i, c, p)) * at(all, "v", i, c, p);
        double first = 0;
        double second = 0;
        for (int item = 0; item < 2; item++) {
            first += meanSquared(item, 3, (i, c, p) -> at(all, "v", i, c, p) - velocity.of(i, c, p)) / 2;
            second += meanSquared(item, 3, (i, c, p) -> dehazed.of(i, c, p) - seen.of(i, c, p)) / 2;
        }
        assertRecord(record, first + second, first, second);
    }

    @Test
    void distillation() throws HazeLabException {
        float[] record = record(all -> new StageLosses(SQUARED, 0).distillation(student(all), teacher(all),
            all.get("I"), all.get("F"), pairs(all)));
        Map<String, FloatTensor> all = arguments();
        double expected = 0;
        for (int item = 0; item < 2; item++) {
            expected += meanSquared(item, 3, (i, c, p) -> clean(all, "F", "t", "v", i, c, p)
                - (i == 1 ? at(all, "J", i, c, p) : clean(all, "I", "teacherT", "teacherV", i, c, p))) / 2;
        }
        assertRecord(record, expected, expected);
    }

    /** What the gradient of each stage reaches: in Reflow not the student's transmission, which nothing is made of. */
    @Test
    void gradientsReachWhatTheStageLearns() throws HazeLabException {
        assertReached("v, t", all -> new StageLosses(SQUARED, 0).pretrain(student(all), all.get("I"),
            all.get("J"), all.get("A"), all.get("tGt"), true));
        assertReached("v", all -> new StageLosses(SQUARED, 0).reflow(student(all), teacher(all),
            all.get("I"), HazeEquations.darkened(all.get("I"), all.get("g")), all.get("tD"), pairs(all),
            ReflowTarget.CLEAN));
        assertReached("v, t", all -> new StageLosses(SQUARED, 0).distillation(student(all), teacher(all),
            all.get("I"), all.get("F"), pairs(all)));
    }

    private static void assertReached(String names,
        Function<Map<String, Value>, LossTerms> loss) throws HazeLabException {
        try (Losses losses = Losses.load(arguments(), scope -> scope,
            (scope, values) -> loss.apply(values).total())) {
            Map<String, float[]> gradients = losses.run(arguments()).gradients();
            for (String name : new String[] {"v", "t"}) {
                float[] gradient = gradients.getOrDefault(name, new float[1]);
                assertEquals(Arrays.asList(names.split(", ")).contains(name), Losses.length(gradient) > 1e-3, name);
            }
        }
    }

    /** J - A = v: the pseudo clean image and the pseudo airlight lie on one line through the hazy image. */
    @Test
    void theLineLeadsFromTheAirlightToTheCleanImage() throws HazeLabException {
        try (Losses losses = Losses.load(arguments(), scope -> scope, (scope, all) -> {
            Output output = student(all);
            Value apart = output.clean(all.get("I")).minus(output.airlight(all.get("I"))).minus(output.velocity());
            return apart.apply("abs").apply("max").reshaped(1);
        })) {
            assertTrue(losses.values(arguments())[0] < 1e-6);
        }
    }
}
