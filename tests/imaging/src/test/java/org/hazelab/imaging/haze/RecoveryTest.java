// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.haze;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Pictures;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.task.Progress;
import org.junit.jupiter.api.Test;

class RecoveryTest {

    private static final Airlight AIRLIGHT = new Airlight(0.8, 0.85, 0.9);
    private static final RecoverySettings HE = RecoverySettings.he2011();
    private static final ValueRange ODD = new ValueRange(-3, 5);

    private static FloatImage recover(FloatImage image, FloatImage t, RecoverySettings settings)
        throws HazeLabException {
        return DarkChannelPrior.recover(image, t, AIRLIGHT, settings, Progress.NONE);
    }

    private static FloatImage transmission(int width, int height) {
        return Pictures.noise(width, height, 1, ValueRange.UNIT, 77);
    }

    private static FloatImage picture(ValueRange range) {
        return Pictures.noise(40, 30, 3, range, 5);
    }

    @Test
    void isThePublishedEquationByDefault() throws HazeLabException {
        FloatImage image = picture(ODD);
        FloatImage t = transmission(40, 30);
        FloatImage scene = recover(image, t, HE);
        assertEquals(ODD, scene.range());
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < image.pixels(); i++) {
                double value = (image.plane(c)[i] + 3) / 8.0;
                double a = AIRLIGHT.channel(c);
                double expected = (value - a) / Math.max(t.plane(0)[i], 0.1) + a;
                assertEquals(8 * expected - 3, scene.plane(c)[i], 2e-5);
            }
        }
    }

    @Test
    void undoesHazeOfKnownTransmission() throws HazeLabException {
        FloatImage clean = picture(ValueRange.UINT8);
        FloatImage t = FloatImage.zeros(40, 30, 1, ValueRange.UNIT);
        FloatImage hazy = FloatImage.zeros(40, 30, 3, ValueRange.UINT8);
        for (int i = 0; i < clean.pixels(); i++) {
            t.plane(0)[i] = 0.15f + 0.8f * i / clean.pixels();
            for (int c = 0; c < 3; c++) {
                double share = t.plane(0)[i];
                hazy.plane(c)[i] = (float)(clean.plane(c)[i] * share + 255 * AIRLIGHT.channel(c) * (1 - share));
            }
        }
        FloatImage scene = recover(hazy, t, HE);
        for (int c = 0; c < 3; c++) {
            assertEquals(0, Pictures.difference(clean.plane(c), scene.plane(c)), 5e-4);
        }
    }

    @Test
    void leavesThePictureAsItIsAtStrengthZero() throws HazeLabException {
        for (ValueRange range : new ValueRange[] {ValueRange.UNIT, ValueRange.UINT8, ValueRange.UINT16, ODD}) {
            FloatImage image = picture(range);
            RecoverySettings settings = new RecoverySettings(0.1, 0, 0.5, 0.3, 0.4, true, true);
            assertEquals(image, recover(image, transmission(40, 30), settings));
            assertEquals(image, recover(image, transmission(40, 30), HE.withStrength(0)));
        }
    }

    @Test
    void removesTheMoreTheStronger() throws HazeLabException {
        FloatImage image = picture(ValueRange.UNIT);
        FloatImage t = transmission(40, 30);
        FloatImage before = recover(image, t, HE.withStrength(-1));
        for (double strength = -0.9; strength <= 1; strength += 0.1) {
            FloatImage now = recover(image, t, HE.withStrength(strength));
            for (int c = 0; c < 3; c++) {
                for (int i = 0; i < image.pixels(); i++) {
                    double a = AIRLIGHT.channel(c);
                    assertTrue(Math.abs(now.plane(c)[i] - a) >= Math.abs(before.plane(c)[i] - a) - 1e-6);
                }
            }
            before = now;
        }
        assertArrayEquals(recover(image, t, HE).plane(1), recover(image, t, HE.withStrength(1)).plane(1));
    }

    @Test
    void addsHazeBelowStrengthZero() throws HazeLabException {
        FloatImage image = picture(ValueRange.UNIT);
        FloatImage t = transmission(40, 30);
        FloatImage hazier = recover(image, t, HE.withStrength(-0.5));
        for (int i = 0; i < image.pixels(); i++) {
            double expected = (image.plane(2)[i] - 0.9) / (1 + 0.5 * (1 - Math.max(t.plane(0)[i], 0.1))) + 0.9;
            assertEquals(expected, hazier.plane(2)[i], 1e-6);
        }
    }

    @Test
    void limitsTheDepthByOpticalDepth() throws HazeLabException {
        FloatImage image = picture(ValueRange.UNIT);
        FloatImage t = transmission(40, 30);
        t.plane(0)[0] = 0.16f;
        for (int i = 1; i < t.pixels(); i++) {
            t.plane(0)[i] = Math.max(t.plane(0)[i], 0.16f);
        }
        // Half the depth of t = 0.16 is reached at its root, 0.4.
        FloatImage bounded = recover(image, t, RecoverySettings.published(0.4));
        FloatImage limited = recover(image, t, HE.withDepthLimit(0.5));
        assertEquals(0, Pictures.difference(bounded.plane(0), limited.plane(0)), 1e-6);
        assertEquals(recover(image, t, HE), recover(image, t, HE.withDepthLimit(1)));
        assertEquals(image, recover(image, t, HE.withDepthLimit(0)));
    }

    @Test
    void changesOnlyTheLumaAtSaturationZero() throws HazeLabException {
        FloatImage image = picture(ODD);
        FloatImage t = transmission(40, 30);
        FloatImage full = recover(image, t, HE);
        FloatImage none = recover(image, t, HE.withSaturation(0));
        FloatImage half = recover(image, t, HE.withSaturation(0.5));
        for (int i = 0; i < image.pixels(); i++) {
            double ratio = luma(full, i) / luma(image, i);
            for (int c = 0; c < 3; c++) {
                double grey = (image.plane(c)[i] + 3) * ratio - 3;
                assertEquals(grey, none.plane(c)[i], 1e-3 * Math.max(1, Math.abs(ratio)));
                assertEquals((full.plane(c)[i] + none.plane(c)[i]) / 2, half.plane(c)[i],
                    1e-4 * Math.max(1, Math.abs(ratio)));
            }
        }
    }

    private static double luma(FloatImage image, int i) {
        return 0.299 * (image.plane(0)[i] + 3) + 0.587 * (image.plane(1)[i] + 3) + 0.114 * (image.plane(2)[i] + 3);
    }

    @Test
    void protectsWhatHasTheColourOfTheAirlight() throws HazeLabException {
        // Differences from the airlight: 0, 0.1 (one channel), 0.2, 0.5 (another channel).
        FloatImage image = FloatImage.of(4, 1, ValueRange.UNIT, new float[] {0.8f, 0.7f, 0.8f, 0.8f},
            new float[] {0.85f, 0.85f, 0.65f, 0.85f}, new float[] {0.9f, 0.9f, 0.9f, 0.4f});
        FloatImage t = Pictures.constant(4, 1, ValueRange.UNIT, 0.2f);
        FloatImage free = recover(image, t, HE);
        FloatImage safe = recover(image, t, HE.withSkyProtection(1));
        assertEquals(0.7, safe.plane(0)[0] - 0.1, 1e-6);
        // w = (1 - 0.5^2)^2 = 0.5625; t = 1 - 0.8 (1 - 0.5625) = 0.65
        assertEquals(0.8 - 0.1 / 0.65, safe.plane(0)[1], 1e-6);
        assertEquals(free.plane(1)[2], safe.plane(1)[2], 1e-5);
        assertEquals(free.plane(2)[3], safe.plane(2)[3]);
        // t = 1 - 0.8 (1 - 0.5 * 0.5625) = 0.425
        FloatImage half = recover(image, t, HE.withSkyProtection(0.5));
        assertEquals(0.8 - 0.1 / 0.425, half.plane(0)[1], 1e-6);
    }

    @Test
    void avoidsClippingByRaisingTheTransmission() throws HazeLabException {
        FloatImage image = picture(ValueRange.UNIT);
        FloatImage t = transmission(40, 30);
        FloatImage free = recover(image, t, HE);
        FloatImage safe = recover(image, t, HE.withAntiClipping(true));
        int changed = 0;
        for (int i = 0; i < image.pixels(); i++) {
            boolean inside = true;
            for (int c = 0; c < 3; c++) {
                assertEquals(0.5, safe.plane(c)[i], 0.5 + 1e-5);
                inside &= free.plane(c)[i] >= 0 && free.plane(c)[i] <= 1;
            }
            for (int c = 0; c < 3 && inside; c++) {
                assertEquals(free.plane(c)[i], safe.plane(c)[i]);
            }
            changed += inside ? 0 : 1;
        }
        assertTrue(changed > 100, "pixels that had to be held back: " + changed);
    }

    @Test
    void avoidsClippingUnderWhiteAndBlackAirlight() throws HazeLabException {
        FloatImage image = picture(ValueRange.UNIT);
        FloatImage t = transmission(40, 30);
        for (Airlight airlight : new Airlight[] {Airlight.WHITE, Airlight.grey(0), new Airlight(0, 0.5, 1)}) {
            FloatImage safe =
                DarkChannelPrior.recover(image, t, airlight, HE.withAntiClipping(true), Progress.NONE);
            for (int c = 0; c < 3; c++) {
                for (float value : safe.plane(c)) {
                    assertEquals(0.5, value, 0.5 + 1e-5);
                }
            }
        }
    }

    @Test
    void clipsToTheRangeIfAskedTo() throws HazeLabException {
        FloatImage image = picture(ODD);
        FloatImage t = transmission(40, 30);
        FloatImage free = recover(image, t, HE);
        FloatImage cut = recover(image, t, HE.withClip(true));
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < image.pixels(); i++) {
                assertEquals(Math.max(-3, Math.min(5, free.plane(c)[i])), cut.plane(c)[i]);
            }
        }
    }

    @Test
    void handsNaNBackInAllChannelsOfThePixelAndNowhereElse() throws HazeLabException {
        FloatImage whole = picture(ValueRange.UINT8);
        FloatImage image = Pictures.copy(whole);
        image.plane(1)[345] = Float.NaN;
        FloatImage t = transmission(40, 30);
        for (RecoverySettings settings : Arrays.asList(HE, new RecoverySettings(0.1, 0.9, 0.9, 0.5, 0.5, true, true),
            HE.withStrength(0))) {
            FloatImage expected = recover(whole, t, settings);
            for (int c = 0; c < 3; c++) {
                expected.plane(c)[345] = Float.NaN;
            }
            assertEquals(expected, recover(image, t, settings));
        }
    }

    @Test
    void refusesATransmissionOfAnotherShape() {
        FloatImage image = picture(ValueRange.UNIT);
        HazeLabException thrown =
            assertThrows(HazeLabException.class, () -> recover(image, transmission(41, 30), HE));
        assertTrue(thrown.summary().contains("41 x 30"), thrown.getMessage());
        assertThrows(HazeLabException.class, () -> recover(image, image, HE));
    }

    @Test
    void namesTheSettingThatIsOutOfBounds() {
        refuses("t0", RecoverySettings.published(0));
        refuses("t0", RecoverySettings.published(1.5));
        refuses("strength", HE.withStrength(-1.1));
        refuses("depth limit", HE.withDepthLimit(2));
        refuses("saturation", HE.withSaturation(-0.1));
        refuses("sky protection", HE.withSkyProtection(Double.NaN));
        FloatImage image = picture(ValueRange.UNIT);
        assertThrows(HazeLabException.class, () -> DarkChannelPrior.recover(image, transmission(40, 30),
            Airlight.grey(Double.NaN), HE, Progress.NONE));
    }

    private static void refuses(String setting, RecoverySettings settings) {
        HazeLabException thrown = assertThrows(HazeLabException.class,
            () -> recover(picture(ValueRange.UNIT), transmission(40, 30), settings));
        assertTrue(thrown.summary().contains(setting), thrown.getMessage());
    }
}
