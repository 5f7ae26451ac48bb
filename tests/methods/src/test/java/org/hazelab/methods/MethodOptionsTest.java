// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.methods.hazematching.HazeMatchingMethod;
import org.hazelab.methods.hazematching.HazeMatchingOptions;
import org.hazelab.methods.hazematching.NoiseMode;
import org.junit.jupiter.api.Test;

class MethodOptionsTest {

    private static final Method METHOD = new HazeMatchingMethod();
    private static final MethodOption<Integer> STEPS = MethodOption.whole("steps", "number of steps", 1, 1, 50);
    private static final MethodOption<Boolean> HALF = MethodOption.flag("half", "half size", false);

    private static String refusal(MethodOption<?> option, Object value) {
        return assertThrows(HazeLabException.class, () -> option.checked(value)).getMessage();
    }

    @Test
    void hasDefaultsForWhatIsNotGiven() {
        assertEquals(8, MethodOptions.NONE.get(HazeMatchingOptions.SAMPLES));
        assertEquals(NoiseMode.TILE, MethodOptions.NONE.get(HazeMatchingOptions.NOISE));
        assertEquals(3,
            MethodOptions.NONE.with(HazeMatchingOptions.SAMPLES, 3).get(HazeMatchingOptions.SAMPLES));
    }

    @Test
    void saysWhatAnOptionAllows() throws HazeLabException {
        assertEquals("The number of steps is 51. Choose a number from 1 to 50.", refusal(STEPS, 51));
        assertEquals("The number of steps is 1.5. Choose a whole number.", refusal(STEPS, 1.5));
        assertEquals("The half size is 1. Choose true or false.", refusal(HALF, 1));
        assertEquals("The temperature is NaN. Choose a number from 0 to 100.",
            refusal(HazeMatchingOptions.TEMPERATURE, Double.NaN));
        assertEquals("The temperature is -0.25. Choose a number from 0 to 100.",
            refusal(HazeMatchingOptions.TEMPERATURE, -0.25));
        assertEquals("The noise is \"NONE\". Choose one of TILE, FRAME.",
            refusal(HazeMatchingOptions.NOISE, "NONE"));
        assertEquals(NoiseMode.FRAME, HazeMatchingOptions.NOISE.checked("FRAME"));
        assertEquals(50, STEPS.checked(50));
    }

    @Test
    void keepsWhatTheMethodDeclaresAndNamesTheRest() throws HazeLabException {
        MethodOptions given = MethodOptions.NONE.with(STEPS, 4).with(HALF, false)
            .with(HazeMatchingOptions.SAMPLES, 3);
        assertEquals(MethodOptions.NONE.with(HazeMatchingOptions.SAMPLES, 3), given.of(METHOD));
        assertEquals(List.of("number of steps"), given.unusedBy(METHOD));
        assertEquals(List.of(), MethodOptions.NONE.with(STEPS, 1).unusedBy(METHOD));
    }

    @Test
    void checksWhatTheMethodDeclaresByItsOwnLimits() {
        // The same key, of a field that other methods have, too, and that knows no limits.
        MethodOption<Integer> field = MethodOption.whole("samples", "samples", 8, 0, Integer.MAX_VALUE);
        MethodOptions given = MethodOptions.NONE.with(field, 0).with(STEPS, 99);
        assertEquals("The number of samples is 0. Choose a number from 1 to 10000.",
            assertThrows(HazeLabException.class, () -> given.of(METHOD)).getMessage());
    }

    @Test
    void refusesAPresetOfAnotherMethod() throws HazeLabException {
        MethodOptions own = MethodOptions.presetOf("hazematching").with(HazeMatchingOptions.SAMPLES, 50);
        assertEquals(50, own.of(METHOD).get(HazeMatchingOptions.SAMPLES));
        MethodOptions other = MethodOptions.presetOf("other").with(HazeMatchingOptions.SAMPLES, 50);
        assertEquals("The preset is for models of the method \"other\", and this model is of the method "
            + "\"hazematching\". Choose a preset of this method, or none.",
            assertThrows(HazeLabException.class, () -> other.of(METHOD)).getMessage());
        assertThrows(HazeLabException.class, () -> DehazeOptions.DEFAULT.withOwn(other).of(METHOD));
    }
}
