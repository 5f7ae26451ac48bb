// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.haze;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.haze.Airlight;
import org.hazelab.imaging.haze.DarkChannelPrior;
import org.hazelab.imaging.haze.DcpSettings;
import org.hazelab.imaging.haze.HazeEstimate;
import org.hazelab.imaging.haze.RecoverySettings;
import org.hazelab.imaging.task.Progress;
import org.junit.jupiter.api.Test;

class EstimateTransmissionTest {

    private static final EstimateTransmission.Config HE = EstimateTransmission.Config.HE_2011;

    /** Stripes behind haze that thickens to the right; whole numbers from 0 to 255. */
    private static FloatImage hazy(int width, int height) {
        FloatImage image = FloatImage.zeros(width, height, 3, ValueRange.UINT8);
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < image.pixels(); i++) {
                int x = i % width;
                int scene = (x + i / width) / 5 % 3 == c ? 200 : 10;
                double t = 0.9 - 0.7 * x / width;
                image.plane(c)[i] = (float)Math.rint(scene * t + (230 - 5 * c) * (1 - t));
            }
        }
        return image;
    }

    @Test
    void estimatesAndRecoversAsConfigured() throws HazeLabException {
        FloatImage image = hazy(90, 60);
        EstimateTransmission.Config config = new EstimateTransmission.Config(DcpSettings.hazeFlow(),
            RecoverySettings.published(0.2).withStrength(0.5));
        HazeEstimate haze = DarkChannelPrior.estimate(image, config.estimation(), Progress.NONE);
        FloatImage dehazed = DarkChannelPrior.recover(image, haze.transmission(), haze.airlight(), config.recovery(),
            Progress.NONE);
        assertEquals(new EstimateTransmission.Result(haze, dehazed),
            new EstimateTransmission(config).run(image, Progress.NONE));
    }

    /** NaN in one channel is enough for a pixel; infinities show nothing either. */
    @Test
    void refusesAPictureWithoutAFinitePixel() throws HazeLabException {
        for (float odd : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            FloatImage image = hazy(9, 7);
            java.util.Arrays.fill(image.plane(1), odd);
            assertEquals(
                "The image has no pixel that is a finite number. Check how it was made: it contains nothing to "
                    + "dehaze.",
                assertThrows(HazeLabException.class,
                    () -> new EstimateTransmission(HE).run(image, Progress.NONE)).getMessage());
            image.plane(1)[30] = 100;
            FloatImage dehazed = new EstimateTransmission(HE).run(image, Progress.NONE).dehazed();
            assertTrue(Float.isFinite(dehazed.plane(0)[30]));
        }
    }

    @Test
    void findsLessTransmissionWhereThereIsMoreHaze() throws HazeLabException {
        EstimateTransmission.Result result = new EstimateTransmission(HE).run(hazy(300, 100), Progress.NONE);
        float[] t = result.haze().transmission().plane(0);
        for (int x = 30; x < 270; x += 30) {
            assertEquals(0.9 - 0.7 * x / 300, t[50 * 300 + x], 0.12, "column " + x);
        }
        assertTrue(!result.haze().noHazeFound());
        for (int c = 0; c < 3; c++) {
            for (float value : result.dehazed().plane(c)) {
                assertEquals(127.5, value, 127.5);
            }
        }
    }

    @Test
    void sharesAnAirlightAcrossASeries() throws HazeLabException {
        EstimateTransmission operation = new EstimateTransmission(HE);
        FloatImage whole = hazy(120, 80);
        FloatImage left = FloatImage.zeros(40, 80, 3, ValueRange.UINT8);
        for (int c = 0; c < 3; c++) {
            for (int y = 0; y < 80; y++) {
                System.arraycopy(whole.plane(c), y * 120, left.plane(c), y * 40, 40);
            }
        }
        Airlight shared = operation.run(whole, Progress.NONE).haze().airlight();
        assertEquals(shared, operation.run(left, shared, Progress.NONE).haze().airlight());
        assertNotEquals(shared, operation.run(left, Progress.NONE).haze().airlight());
    }

    @Test
    void refusesSettingsOutOfBoundsBeforeAnyWork() {
        EstimateTransmission.Config config =
            new EstimateTransmission.Config(DcpSettings.he2011(), RecoverySettings.published(2));
        assertThrows(HazeLabException.class, config::check);
        Progress untouched = new Progress() {
            @Override
            public void report(double fraction, String message) {
                throw new AssertionError("work began: " + message);
            }

            @Override
            public void checkCanceled() {
                throw new AssertionError("work began");
            }
        };
        assertThrows(HazeLabException.class, () -> new EstimateTransmission(config).run(hazy(9, 9), untouched));
    }

    @Test
    void saysHowFarItIsAndStopsWhenCancelled() throws HazeLabException {
        List<Double> fractions = new ArrayList<>();
        Progress watching = new Progress() {
            @Override
            public void report(double fraction, String message) {
                fractions.add(fraction);
            }

            @Override
            public void checkCanceled() {
                // goes on
            }
        };
        new EstimateTransmission(HE).run(hazy(50, 40), watching);
        assertEquals(fractions.stream().sorted().toList(), fractions);
        assertEquals(1, fractions.get(fractions.size() - 1));
        Progress cancelled = new Progress() {
            @Override
            public void report(double fraction, String message) {
                // not looked at
            }

            @Override
            public void checkCanceled() {
                throw new CancellationException();
            }
        };
        assertThrows(CancellationException.class,
            () -> new EstimateTransmission(HE).run(hazy(50, 40), cancelled));
    }
}
