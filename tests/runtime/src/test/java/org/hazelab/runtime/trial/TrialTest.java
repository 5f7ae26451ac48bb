// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CancellationException;
import java.util.function.IntToDoubleFunction;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.tensor.FloatTensor;
import org.hazelab.runtime.trial.Trial.Subject;
import org.hazelab.runtime.trial.Verdict.Kind;
import org.junit.jupiter.api.Test;

/** Of made-up devices: the processor gives 1000 numbers from -1 to 1, whose standard deviation is 1 / sqrt(3). */
class TrialTest {

    private static final int SIZE = 1000;
    private static final double DEVIATION = Math.sqrt(1 / 3.0);

    private static double right(int i) {
        return 2 * (i + 0.5) / SIZE - 1;
    }

    private static Subject device(double seconds, IntToDoubleFunction values) {
        return new Subject() {
            @Override
            public FloatTensor tile(Progress progress) {
                FloatTensor tile = FloatTensor.zeros(1, 1, SIZE);
                for (int i = 0; i < SIZE; i++) {
                    tile.values()[i] = (float)values.applyAsDouble(i);
                }
                return tile;
            }

            @Override
            public double secondsPerTile(Progress progress) {
                return seconds;
            }
        };
    }

    private static Verdict verdict(double seconds, IntToDoubleFunction values) {
        return Trial.run(device(seconds, values), device(0.5, TrialTest::right), Progress.NONE);
    }

    @Test
    void takesADeviceThatIsRightAndFaster() {
        Verdict verdict = verdict(0.1, i -> right(i) + (i % 2 == 0 ? 0.01 : -0.01) * DEVIATION);
        assertEquals(Kind.GOOD, verdict.kind());
        assertTrue(verdict.isTaken());
        assertEquals(0.01, verdict.deviation(), 1e-5);
        assertEquals("gpu computes a tile of this model rightly: 0.1000 s a tile, 0.5000 s on the processor",
            verdict.words("gpu"));
    }

    @Test
    void doesNotTakeADeviceThatComputesWrongly() {
        Verdict verdict = verdict(0.1, i -> 1.1 * right(i));
        assertEquals(Kind.WRONG, verdict.kind());
        assertFalse(verdict.isTaken());
        assertEquals("gpu computes a tile of this model wrongly: its numbers differ from the processor's by 10.0 % of "
            + "their standard deviation, at most by 17 %; 2 % and 25 % are allowed", verdict.words("gpu"));
        assertEquals(Kind.WRONG, verdict(0.1, i -> right(i) + 0.021 * DEVIATION).kind());
        assertEquals(Kind.GOOD, verdict(0.1, i -> right(i) + 0.019 * DEVIATION).kind());
    }

    /** One wrong number among many hardly moves the root of the mean square. */
    @Test
    void oneNumberThatIsFarOffIsWrong() {
        Verdict verdict = verdict(0.1, i -> right(i) + (i == 17 ? 0.3 * DEVIATION : 0));
        assertTrue(verdict.deviation() < 0.01, verdict.toString());
        assertEquals(Kind.WRONG, verdict.kind());
    }

    @Test
    void numbersThatAreNotFiniteAreWrong() {
        for (double odd : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            Verdict verdict = verdict(0.1, i -> i == 3 ? odd : right(i));
            assertEquals(Kind.WRONG, verdict.kind());
            assertEquals("gpu computes a tile of this model wrongly: some numbers are not finite",
                verdict.words("gpu"));
        }
    }

    @Test
    void doesNotTakeADeviceThatIsSlower() {
        Verdict verdict = verdict(0.75, TrialTest::right);
        assertEquals(Kind.SLOWER, verdict.kind());
        assertFalse(verdict.isTaken());
        assertEquals("gpu is slower with this model than the processor: 0.7500 s a tile, 0.5000 s on the processor",
            verdict.words("gpu"));
    }

    private static Subject failing(Exception failure) {
        return new Subject() {
            @Override
            public FloatTensor tile(Progress progress) throws HazeLabException {
                if (failure instanceof HazeLabException checked) {
                    throw checked;
                }
                throw (RuntimeException)failure;
            }

            @Override
            public double secondsPerTile(Progress progress) {
                throw new AssertionError("asked after it has failed");
            }
        };
    }

    @Test
    void aDeviceThatFailsIsNotTaken() {
        Subject processor = device(0.5, TrialTest::right);
        Verdict refused =
            Trial.run(failing(new HazeLabException("No kernel", "Use another")), processor, Progress.NONE);
        assertEquals(Kind.FAILED, refused.kind());
        assertFalse(refused.isTaken());
        assertEquals("gpu failed to compute a tile of this model: No kernel", refused.words("gpu"));
        Verdict broken = Trial.run(failing(new IllegalStateException("libtorch: no")), processor, Progress.NONE);
        assertEquals(Kind.FAILED, broken.kind());
        assertThrows(CancellationException.class,
            () -> Trial.run(failing(new CancellationException()), processor, Progress.NONE));
    }

    /** A model whose numbers are not finite, or that the processor has no memory for, says nothing of a device. */
    @Test
    void whatTheProcessorCannotDoSaysNothingOfTheDevice() {
        Subject device = device(0.1, TrialTest::right);
        assertSame(Verdict.UNKNOWN, Trial.run(device, device(0.5, i -> Double.NaN), Progress.NONE));
        assertSame(Verdict.UNKNOWN, Trial.run(device, failing(new HazeLabException("No memory", "Add some")),
            Progress.NONE));
        assertThrows(CancellationException.class,
            () -> Trial.run(device, failing(new CancellationException()), Progress.NONE));
    }

    @Test
    void equalNumbersAreMeasuredByTheirAmount() {
        assertEquals(0.01, Trial.compare(constant(101), constant(100)).deviation(), 1e-6);
        assertEquals(Kind.GOOD, Trial.compare(constant(0), constant(0)).kind());
        assertEquals(Kind.WRONG, Trial.compare(constant(1), constant(0)).kind());
        assertThrows(IllegalArgumentException.class,
            () -> Trial.compare(FloatTensor.zeros(4), FloatTensor.zeros(2, 2)));
    }

    private static FloatTensor constant(float value) {
        return new FloatTensor(new int[] {2}, new float[] {value, value});
    }
}
