// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazesb.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.methods.loss.Losses;
import org.hazelab.runtime.script.Value;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the losses of DehazeSB say of images of which one knows it. */
class LossPropertiesTest {

    private static Losses.Result run(Map<String, FloatTensor> arguments, Function<Map<String, Value>, Value> loss)
        throws HazeLabException {
        try (Losses losses = Losses.load(arguments, scope -> scope, (scope, values) -> loss.apply(values))) {
            return losses.run(arguments);
        }
    }

    private static Map<String, FloatTensor> pair(FloatTensor x, FloatTensor y) {
        return Losses.arguments("x", x, "y", y);
    }

    private static FloatTensor constant(float level, int... shape) {
        FloatTensor tensor = FloatTensor.zeros(shape);
        Arrays.fill(tensor.values(), level);
        return tensor;
    }

    @Test
    void ssimOfEqualImagesIsZero() throws HazeLabException {
        FloatTensor image = Losses.random(3, 2, 0, 2, 3, 24, 17);
        Losses.Result result = run(pair(image, image), of -> SsimLoss.of(of.get("x"), of.get("y")));
        assertArrayEquals(new float[2], result.values(), 1e-5f);
        assertEquals(0, Losses.length(result.gradients().get("x")), 1e-4);
    }

    /** An inverted image is as unlike as can be: its negative similarity is cut at 0, where it has no slope. */
    @Test
    void ssimOfAnInvertedImageIsOne() throws HazeLabException {
        FloatTensor image = Losses.random(3, 2, 0, 1, 3, 24, 17);
        FloatTensor inverted = FloatTensor.zeros(image.shape());
        for (int i = 0; i < image.values().length; i++) {
            inverted.values()[i] = -image.values()[i];
        }
        Losses.Result result = run(pair(image, inverted), of -> SsimLoss.of(of.get("x"), of.get("y")));
        assertArrayEquals(new float[] {1}, result.values());
        assertEquals(0, Losses.length(result.gradients().get("x")));
    }

    /** Below 30 cycles all is alike, and a plain image has no detail: neither divides by 0 or blows up rounding. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void plainImagesHaveFiniteDetail(boolean perImage) throws HazeLabException {
        for (int side : new int[] {16, 64}) {
            FloatTensor plain = constant(0.3f, 2, 3, side, side);
            Losses.Result result = run(pair(plain, constant(-0.1f, 2, 3, side, side)),
                of -> new HighFrequencyLoss(perImage).of(of.get("x"), of.get("y")));
            for (float value : result.values()) {
                assertTrue(Float.isFinite(value), side + ": " + value);
            }
            assertTrue(Double.isFinite(Losses.length(result.gradients().get("x"))), side + " pixels");
            if (perImage) {
                assertArrayEquals(new float[2], result.values(), 1e-6f);
            }
        }
    }

    /** By the largest detail of each image, what else is in a batch does not matter. */
    @Test
    void detailOfAnImageDoesNotDependOnItsBatch() throws HazeLabException {
        FloatTensor x = Losses.random(3, 0.4, 0, 2, 3, 64, 64);
        FloatTensor y = Losses.random(4, 0.4, 0, 2, 3, 64, 64);
        int half = x.values().length / 2;
        HighFrequencyLoss loss = new HighFrequencyLoss(true);
        float[] both = run(pair(x, y), of -> loss.of(of.get("x"), of.get("y"))).values();
        FloatTensor first = new FloatTensor(new int[] {1, 3, 64, 64}, Arrays.copyOf(x.values(), half));
        FloatTensor other = new FloatTensor(new int[] {1, 3, 64, 64}, Arrays.copyOf(y.values(), half));
        assertEquals(run(pair(first, other), of -> loss.of(of.get("x"), of.get("y"))).values()[0], both[0], 1e-7);
    }

    /** A wave of 24 cycles down and 18 across is exactly 30 away from the middle of the spectrum: dropped. */
    @ParameterizedTest
    @CsvSource({"24,18,0", "18,24,0", "30,0,0", "0,30,0", "24,19,1", "31,0,1"})
    void aDistanceOfExactly30IsDropped(int down, int across, double largest) throws HazeLabException {
        int side = 64;
        FloatTensor wave = FloatTensor.zeros(1, 3, side, side);
        for (int i = 0; i < wave.values().length; i++) {
            int row = i / side % side;
            double phase = 2 * Math.PI * (down * row + across * (i % side)) / side;
            wave.values()[i] = (float)(0.8 * Math.cos(phase));
        }
        FloatTensor plain = constant(0, 1, 3, side, side);
        HighFrequencyLoss loss = new HighFrequencyLoss(true);
        // over its largest value a wave that is kept is |cos|, whose mean square is a half
        assertEquals(largest / 2, run(pair(wave, plain), of -> loss.fourier(of.get("x"), of.get("y"))).values()[0],
            1e-3);
    }

    private static float nce(FloatTensor query, FloatTensor key) throws HazeLabException {
        return run(pair(query, key), of -> new PatchNceLoss().of(PatchNceLoss.directions(of.get("x")),
            PatchNceLoss.directions(of.get("y")))).values()[0];
    }

    @Test
    void patchNceFallsWhenQueriesAreTheirKeys() throws HazeLabException {
        FloatTensor keys = Losses.random(5, 2, 0, 1, 6, 8);
        FloatTensor others = Losses.random(6, 2, 0, 1, 6, 8);
        float apart = nce(others, keys);
        float equal = nce(keys, keys);
        assertTrue(equal < 0.3 * apart, equal + " and " + apart);
    }

    /** With one position there is no candidate but the right one: were the place itself one, it would be log 2. */
    @Test
    void aPlaceIsNoCandidateAgainstItself() throws HazeLabException {
        FloatTensor one = Losses.random(5, 2, 0, 1, 1, 8);
        assertEquals(0, nce(one, one), 1e-6);
    }

    @Test
    void patchesAreThoseOfThePositions() throws HazeLabException {
        FloatTensor map = Losses.random(5, 2, 0, 2, 3, 4, 5);
        FloatTensor places = new FloatTensor(new int[] {2}, new float[] {19, 7});
        float[] patches = run(Losses.arguments("map", map, "places", places),
            of -> PatchNceLoss.patches(of.get("map"), of.get("places"))).values();
        for (int i = 0; i < patches.length; i++) {
            int channel = i % 3;
            int place = (int)places.values()[i / 3 % 2];
            assertEquals(map.values()[(i / 6 * 3 + channel) * 20 + place], patches[i]);
        }
    }

    /** E's maps may be large: the sum of exponentials must not overflow. */
    @Test
    void entropyOfLargeMapsIsFinite() throws HazeLabException {
        Map<String, FloatTensor> maps =
            Losses.arguments("same", constant(200, 1, 1, 3, 3), "other", constant(200, 1, 1, 3, 3));
        double log = 200 + Math.log(9);
        assertEquals(200 - log, run(maps, of -> EntropyLoss.entropy(of.get("same"), of.get("other"))).values()[0],
            1e-4);
        assertEquals(log + log * log - 200,
            run(maps, of -> EntropyLoss.energy(of.get("same"), of.get("other"))).values()[0], 0.01);
    }

    /** The haze of an image laid over its clean one gives it, in the range of the images, not of the airlight. */
    @Test
    void theTrueSceneRebuildsTheHazyImage() throws HazeLabException {
        FloatTensor clean = Losses.random(7, 2, 0, 1, 3, 6, 5);
        FloatTensor transmission = Losses.random(8, 0.8, 0.5, 1, 1, 6, 5);
        FloatTensor airlight = Losses.random(9, 0.4, 0.7, 1, 3, 1, 1);
        FloatTensor hazy = FloatTensor.zeros(1, 3, 6, 5);
        for (int i = 0; i < hazy.values().length; i++) {
            double t = transmission.values()[i % 30];
            double light = airlight.values()[i / 30];
            double unit = (clean.values()[i] + 1) / 2 * t + light * (1 - t);
            hazy.values()[i] = (float)(2 * unit - 1);
        }
        Map<String, FloatTensor> scene = Losses.arguments("clean", clean, "t", transmission, "airlight", airlight);
        assertArrayEquals(hazy.values(), run(scene,
            of -> PhysicalPriorLoss.rebuilt(of.get("clean"), of.get("t"), of.get("airlight"))).values(), 1e-6f);
    }

    @Test
    void thePromptLossFallsWithTheHazeThatTheDehazedImageShows() throws HazeLabException {
        FloatTensor hazy = constant(0.25f, 3);
        FloatTensor clean = new FloatTensor(new int[] {3}, new float[] {0.25f, 0.22f, 0.19f});
        for (PromptClipLoss loss : PromptClipLoss.values()) {
            float[] values = run(pair(clean, hazy), of -> loss.of(of.get("x"), of.get("y"))).values();
            assertEquals(loss == PromptClipLoss.SIGMOID ? 0.5 : 2 * Math.log(2), values[0], 1e-6);
            assertTrue(values[0] > values[1] && values[1] > values[2], loss + ": " + Arrays.toString(values));
        }
    }

    @Test
    void theBridgeKnowsItsSteps() {
        BridgeLoss bridge = new BridgeLoss(0.01, 5);
        assertEquals(List.of(1.0, 0.8, 0.2), List.of(bridge.remaining(0), bridge.remaining(1), bridge.remaining(4)));
        assertThrows(IllegalArgumentException.class, () -> bridge.remaining(5));
        assertThrows(IllegalArgumentException.class, () -> new BridgeLoss(0, 5));
        assertThrows(IllegalArgumentException.class, () -> new BridgeLoss(0.01, 0));
    }
}
