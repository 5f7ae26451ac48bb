// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazesb.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.methods.loss.Losses;
import org.hazelab.runtime.script.Value;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;

/** Numbers that the authors' code gives for arguments by formula: docs/goldens.md, "Losses of DehazeSB". */
class PublishedNumbersTest {

    private static FloatTensor tensor(DoubleUnaryOperator formula, int... shape) {
        FloatTensor tensor = FloatTensor.zeros(shape);
        for (int i = 0; i < tensor.values().length; i++) {
            tensor.values()[i] = (float)formula.applyAsDouble(i);
        }
        return tensor;
    }

    private static float[] values(Map<String, FloatTensor> arguments, Function<Map<String, Value>, Value> loss)
        throws HazeLabException {
        try (Losses losses = Losses.load(arguments, scope -> scope, (scope, values) -> loss.apply(values))) {
            return losses.values(arguments);
        }
    }

    @Test
    void entropy() throws HazeLabException {
        Map<String, FloatTensor> maps =
            Losses.arguments("same", tensor(Math::sin, 8), "other", tensor(Math::cos, 8));
        assertEquals(8.616045122589531,
            values(maps, of -> EntropyLoss.energy(of.get("same"), of.get("other")))[0], 2e-6);
        assertEquals(-2.4199742191939952,
            values(maps, of -> EntropyLoss.entropy(of.get("same"), of.get("other")))[0], 1e-6);
    }

    @Test
    void patchNce() throws HazeLabException {
        Map<String, FloatTensor> features = Losses.arguments("query", tensor(j -> Math.sin(0.9 * j), 2, 5, 4), "key",
            tensor(j -> Math.cos(0.4 * j), 2, 5, 4));
        float[] images = values(features, of -> new PatchNceLoss().of(PatchNceLoss.directions(of.get("query")),
            PatchNceLoss.directions(of.get("key"))));
        assertEquals(11.247178021300302, (images[0] + images[1]) / 2, 2e-5);
        float[] positions = values(features, of -> new PatchNceLoss()
            .atPositions(PatchNceLoss.directions(of.get("query")), PatchNceLoss.directions(of.get("key"))));
        assertEquals(2.04307366418305, positions[0], 5e-6);
    }

    @Test
    void highFrequency() throws HazeLabException {
        Map<String, FloatTensor> pair =
            Losses.arguments("x", GoldenPictures.hazy(64, 64), "y", GoldenPictures.clean(64, 64));
        for (boolean perImage : new boolean[] {false, true}) {
            HighFrequencyLoss loss = new HighFrequencyLoss(perImage);
            assertEquals(0.0059173814, values(pair, of -> loss.fourier(of.get("x"), of.get("y")))[0], 2e-7);
            assertEquals(0.0043766324, values(pair, of -> loss.sobel(of.get("x"), of.get("y")))[0], 2e-7);
            assertEquals(0.0051470067, values(pair, of -> loss.of(of.get("x"), of.get("y")))[0], 2e-7);
        }
    }
}
