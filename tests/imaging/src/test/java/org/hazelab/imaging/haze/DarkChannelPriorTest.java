// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.haze;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Pictures;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.filter.Border;
import org.hazelab.imaging.task.Progress;
import org.junit.jupiter.api.Test;

class DarkChannelPriorTest {

    private static final List<DcpSettings> PRESETS = List.of(DcpSettings.he2011(), DcpSettings.hazeFlow(),
        DcpSettings.hazeFlowTraining(), DcpSettings.dehazeSb());

    private static HazeEstimate estimate(FloatImage image, DcpSettings settings) throws HazeLabException {
        return DarkChannelPrior.estimate(image, settings, Progress.NONE);
    }

    @Test
    void darkChannelOfAConstantIsItsSmallestChannel() throws HazeLabException {
        FloatImage image = Pictures.constant(23, 17, ValueRange.UINT8, 204, 51, 102);
        assertEquals(Pictures.constant(23, 17, ValueRange.UNIT, 0.2f),
            DarkChannelPrior.darkChannel(image, 15, Progress.NONE));
    }

    @Test
    void doesNotChangeItsInput() throws HazeLabException {
        FloatImage image = Pictures.noise(40, 30, 3, ValueRange.UNIT, 1);
        image.plane(1)[17] = Float.NaN;
        image.plane(2)[99] = Float.NEGATIVE_INFINITY;
        FloatImage before = Pictures.copy(image);
        for (DcpSettings preset : PRESETS) {
            HazeEstimate found = estimate(image, preset);
            DarkChannelPrior.recover(image, found.transmission(), found.airlight(), RecoverySettings.he2011(),
                Progress.NONE);
            assertEquals(before, image);
        }
    }

    @Test
    void isTheSameAtEveryBitDepth() throws HazeLabException {
        FloatImage eight = Pictures.scene(160, 120);
        FloatImage sixteen = FloatImage.zeros(160, 120, 3, ValueRange.UINT16);
        FloatImage unit = FloatImage.zeros(160, 120, 3, ValueRange.UNIT);
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < eight.pixels(); i++) {
                sixteen.plane(c)[i] = 257 * eight.plane(c)[i];
                unit.plane(c)[i] = eight.plane(c)[i] / 255;
            }
        }
        for (DcpSettings preset : PRESETS) {
            HazeEstimate expected = estimate(eight, preset);
            assertEquals(expected, estimate(sixteen, preset));
            assertEquals(expected, estimate(unit, preset));
        }
    }

    @Test
    void seesGreyAsColourWithEqualChannels() throws HazeLabException {
        FloatImage grey = FloatImage.of(90, 70, ValueRange.UINT8, Pictures.scene(90, 70).plane(1));
        FloatImage colour = FloatImage.of(90, 70, ValueRange.UINT8, grey.plane(0), grey.plane(0), grey.plane(0));
        for (DcpSettings preset : PRESETS) {
            HazeEstimate found = estimate(grey, preset);
            assertEquals(estimate(colour, preset), found);
            for (RecoverySettings recovery : List.of(RecoverySettings.he2011(),
                new RecoverySettings(0.2, 0.7, 0.6, 1, 0.5, true, true))) {
                FloatImage one =
                    DarkChannelPrior.recover(grey, found.transmission(), found.airlight(), recovery, Progress.NONE);
                FloatImage three =
                    DarkChannelPrior.recover(colour, found.transmission(), found.airlight(), recovery, Progress.NONE);
                assertArrayEquals(three.plane(2), one.plane(0));
            }
        }
    }

    @Test
    void reportsWhatIsInTheMap() throws HazeLabException {
        HazeEstimate found = estimate(Pictures.scene(200, 150), DcpSettings.hazeFlow());
        float[] sorted = found.transmission().plane(0).clone();
        Arrays.sort(sorted);
        assertEquals(sorted[0], found.min());
        assertEquals(sorted[sorted.length - 1], found.max());
        assertEquals(Pictures.mean(sorted), found.mean(), 1e-9);
        assertEquals(ValueRange.UNIT, found.transmission().range());
        assertEquals(1, found.transmission().channels());
    }

    @Test
    void takesAGivenAirlightInsteadOfItsOwn() throws HazeLabException {
        FloatImage image = Pictures.scene(120, 90);
        for (DcpSettings preset : PRESETS) {
            HazeEstimate own = estimate(image, preset);
            DcpSettings given = preset.withAirlight(preset.airlight().withGiven(own.airlight()));
            assertEquals(own, estimate(image, given));
        }
        Airlight blue = new Airlight(0.5, 0.6, 0.7);
        DcpSettings he = DcpSettings.he2011();
        assertEquals(blue, estimate(image, he.withAirlight(he.airlight().withGiven(blue))).airlight());
    }

    @Test
    void seesAColouredAirlightInGreyAsItsLuma() throws HazeLabException {
        DcpSettings he = DcpSettings.he2011();
        DcpSettings given = he.withAirlight(he.airlight().withGiven(new Airlight(1, 0.5, 0)));
        Airlight found = estimate(Pictures.noise(9, 9, 1, ValueRange.UNIT, 1), given).airlight();
        assertEquals(0.299 + 0.587 / 2, found.red(), 1e-12);
        assertEquals(found.red(), found.green());
        assertEquals(found.red(), found.blue());
    }

    @Test
    void givesFiniteNumbersForImagesOfAnySizeAndLevel() throws HazeLabException {
        for (int[] size : new int[][] {{1, 1}, {1, 7}, {5, 1}, {3, 3}, {14, 15}, {44, 46}, {1, 2500}, {2500, 1}}) {
            for (float level : new float[] {0, 1e-30f, 0.3f, 1}) {
                FloatImage constant = Pictures.constant(size[0], size[1], ValueRange.UNIT, level, level, level);
                FloatImage noise = Pictures.noise(size[0], size[1], 3, ValueRange.UINT16, 1);
                for (DcpSettings preset : PRESETS) {
                    requireFinite(constant, preset);
                    requireFinite(noise, preset);
                }
            }
        }
    }

    private static void requireFinite(FloatImage image, DcpSettings settings) throws HazeLabException {
        HazeEstimate found = estimate(image, settings);
        FloatImage dehazed = DarkChannelPrior.recover(image, found.transmission(), found.airlight(),
            new RecoverySettings(0.1, 1, 0.9, 0.5, 0.5, true, false), Progress.NONE);
        String where = image + ", " + settings;
        for (float t : found.transmission().plane(0)) {
            // n = 2 under HazeFlow's rule: 1 - 0.95 * 2 is as low as a constant gets.
            assertTrue(t >= -1 && t <= 1.001 || Float.isFinite(t) && !isConstant(image), where + ": t = " + t);
        }
        for (float value : dehazed.plane(image.channels() - 1)) {
            assertTrue(Float.isFinite(value), where + ": J = " + value);
        }
        assertTrue(Double.isFinite(found.mean() + found.darkLevel()), where);
    }

    private static boolean isConstant(FloatImage image) {
        return image.range().equals(ValueRange.UNIT);
    }

    @Test
    void seesNoHazeInBlackAndOnlyHazeInWhite() throws HazeLabException {
        HazeEstimate black = estimate(Pictures.constant(60, 50, ValueRange.UNIT, 0, 0, 0), DcpSettings.he2011());
        assertEquals(1, black.min());
        assertEquals(Airlight.grey(0), black.airlight());
        assertTrue(black.noHazeFound());
        HazeEstimate white = estimate(Pictures.constant(60, 50, ValueRange.UNIT, 1, 1, 1), DcpSettings.he2011());
        assertEquals(0.05, white.min(), 1e-6);
        assertEquals(0.05, white.max(), 1e-6);
        assertFalse(white.noHazeFound());
    }

    @Test
    void saysThatThereIsNoHazeByTheDarkChannelAlone() throws HazeLabException {
        // In noise every patch holds something dark.
        HazeEstimate hazy = estimate(Pictures.scene(200, 150), DcpSettings.he2011());
        assertTrue(hazy.darkLevel() > 0.2, "dark level " + hazy.darkLevel());
        assertFalse(hazy.noHazeFound());
        HazeEstimate clear = estimate(Pictures.noise(200, 150, 3, ValueRange.UNIT, 5), DcpSettings.he2011());
        assertTrue(clear.darkLevel() < 0.01, "dark level " + clear.darkLevel());
        assertTrue(clear.noHazeFound());
    }

    @Test
    void measuresTheDarkLevelAtTheMedian() throws HazeLabException {
        FloatImage image = Pictures.noise(60, 50, 3, ValueRange.UNIT, 5);
        float[] dark = DarkChannelPrior.darkChannel(image, 5, Progress.NONE).plane(0);
        Arrays.sort(dark);
        assertEquals(dark[dark.length / 2], (float)estimate(image, DcpSettings.dehazeSb()).darkLevel());
    }

    @Test
    void keepsTheTransmissionFiniteAndCountsPixelsThatAreNot() throws HazeLabException {
        for (int channels : new int[] {1, 3}) {
            FloatImage image = Pictures.noise(80, 60, channels, ValueRange.UINT8, 2);
            image.plane(0)[100] = Float.NaN;
            image.plane(channels - 1)[100] = Float.NaN;
            image.plane(channels / 2)[7] = Float.POSITIVE_INFINITY;
            image.plane(0)[4000] = Float.NEGATIVE_INFINITY;
            for (int y = 20; y < 60; y++) {
                Arrays.fill(image.plane(0), y * 80, y * 80 + 40, Float.NaN);
            }
            for (DcpSettings preset : PRESETS) {
                HazeEstimate found = estimate(image, preset);
                for (float t : found.transmission().plane(0)) {
                    assertTrue(Float.isFinite(t), "t = " + t);
                }
                assertEquals(2 + 40 * 40 + (4000 % 80 < 40 ? 0 : 1), found.nonFinitePixels());
            }
        }
    }

    @Test
    void seesInfinitiesAsTheEndsOfTheRange() throws HazeLabException {
        FloatImage infinite = Pictures.noise(50, 40, 3, ValueRange.UINT8, 3);
        FloatImage cut = Pictures.copy(infinite);
        infinite.plane(0)[77] = Float.POSITIVE_INFINITY;
        cut.plane(0)[77] = 255;
        infinite.plane(1)[78] = Float.NEGATIVE_INFINITY;
        cut.plane(1)[78] = 0;
        for (DcpSettings preset : PRESETS) {
            HazeEstimate one = estimate(infinite, preset);
            HazeEstimate other = estimate(cut, preset);
            assertEquals(other.transmission(), one.transmission());
            assertEquals(other.airlight(), one.airlight());
            assertEquals(2, one.nonFinitePixels());
            assertEquals(
                DarkChannelPrior.recover(cut, other.transmission(), other.airlight(), RecoverySettings.he2011(),
                    Progress.NONE),
                DarkChannelPrior.recover(infinite, one.transmission(), one.airlight(), RecoverySettings.he2011(),
                    Progress.NONE));
        }
    }

    @Test
    void seesAPixelThatIsNaNInOneChannelByTheOthers() throws HazeLabException {
        FloatImage image = Pictures.constant(30, 30, ValueRange.UNIT, 0.8f, 0.6f, 0.4f);
        image.plane(1)[450] = Float.NaN;
        assertEquals(Pictures.constant(30, 30, ValueRange.UNIT, 0.4f),
            DarkChannelPrior.darkChannel(image, 5, Progress.NONE));
        HazeEstimate found = estimate(image, DcpSettings.he2011());
        assertEquals(0.05, found.min(), 1e-6);
        assertEquals(0.05, found.max(), 1e-6);
    }

    @Test
    void seesAnImageOfNothingButNaNAsClear() throws HazeLabException {
        FloatImage image = Pictures.constant(20, 10, ValueRange.UNIT, Float.NaN, Float.NaN, Float.NaN);
        for (DcpSettings preset : PRESETS) {
            HazeEstimate found = estimate(image, preset);
            assertEquals(1, found.min());
            assertEquals(1, found.max());
            assertEquals(Airlight.WHITE, found.airlight());
            assertEquals(200, found.nonFinitePixels());
            assertTrue(found.noHazeFound());
        }
    }

    @Test
    void clipsTheTransmissionOnlyIfAskedTo() throws HazeLabException {
        DcpSettings hazeFlow = DcpSettings.hazeFlow();
        DcpSettings dark = hazeFlow.withAirlight(hazeFlow.airlight().withGiven(Airlight.grey(0.3)));
        DcpSettings clipped = new DcpSettings(dark.patch(), dark.omega(), dark.airlight(), dark.refinement(),
            dark.guidedFilter(), true);
        FloatImage image = Pictures.scene(100, 80);
        HazeEstimate free = estimate(image, dark);
        assertTrue(free.min() < -0.5, "min " + free.min());
        HazeEstimate cut = estimate(image, clipped);
        assertEquals(0, cut.min());
        for (int i = 0; i < image.pixels(); i++) {
            float t = free.transmission().plane(0)[i];
            assertEquals(Math.max(0, Math.min(1, t)), cut.transmission().plane(0)[i]);
        }
    }

    @Test
    void takesPatchesAndWindowsLargerThanTheImage() throws HazeLabException {
        FloatImage image = Pictures.scene(31, 22);
        GuidedFilterSettings large = new GuidedFilterSettings(100_001, 1e-3, Border.SHRINK, Guide.LUMA_REC601);
        DcpSettings settings = new DcpSettings(1001, 0.95, AirlightSettings.of(AirlightRule.WHITE, 0.001),
            Refinement.GUIDED_FILTER, large, false);
        HazeEstimate found = estimate(image, settings);
        float smallest = 255;
        for (int c = 0; c < 3; c++) {
            for (float value : image.plane(c)) {
                smallest = Math.min(smallest, value);
            }
        }
        assertEquals(1 - 0.95 * smallest / 255, found.min(), 1e-6);
        assertEquals(1 - 0.95 * smallest / 255, found.max(), 1e-6);
    }

    @Test
    void namesWhatIsWrongWithAnImage() {
        FloatImage four = Pictures.constant(4, 4, ValueRange.UNIT, 1, 1, 1, 1);
        HazeLabException thrown =
            assertThrows(HazeLabException.class, () -> estimate(four, DcpSettings.he2011()));
        assertEquals("The image has 4 channels", thrown.summary());
        float[] plane = new float[16];
        FloatImage stack = FloatImage.stack(4, 4, 1, ValueRange.UNIT, plane, plane);
        thrown = assertThrows(HazeLabException.class, () -> estimate(stack, DcpSettings.he2011()));
        assertEquals("The image is a stack of 2 slices", thrown.summary());
    }

    @Test
    void namesTheSettingThatIsOutOfBounds() {
        DcpSettings he = DcpSettings.he2011();
        AirlightSettings light = he.airlight();
        GuidedFilterSettings filter = he.guidedFilter();
        refuses("patch", new DcpSettings(0, 0.95, light, he.refinement(), filter, true));
        refuses("omega", new DcpSettings(15, 1.1, light, he.refinement(), filter, true));
        refuses("omega", new DcpSettings(15, Double.NaN, light, he.refinement(), filter, true));
        refuses("share of haziest", he.withAirlight(AirlightSettings.of(AirlightRule.MEAN_OF_HAZIEST, 0)));
        refuses("share of haziest", he.withAirlight(AirlightSettings.of(AirlightRule.MEAN_OF_HAZIEST, 1.5)));
        refuses("airlight's green", he.withAirlight(light.withGiven(new Airlight(1, 200, 1))));
        refuses("window", new DcpSettings(15, 0.95, light, he.refinement(),
            new GuidedFilterSettings(-1, 1e-3, Border.SHRINK, Guide.LUMA_8BIT), true));
        refuses("eps", new DcpSettings(15, 0.95, light, he.refinement(),
            new GuidedFilterSettings(41, 0, Border.SHRINK, Guide.LUMA_8BIT), true));
    }

    private static void refuses(String setting, DcpSettings settings) {
        FloatImage image = Pictures.constant(4, 4, ValueRange.UNIT, 1);
        HazeLabException thrown = assertThrows(HazeLabException.class, () -> estimate(image, settings));
        assertTrue(thrown.summary().contains(setting), thrown.getMessage());
        assertTrue(thrown.remedy().matches("(Choose|Give) .*"), thrown.getMessage());
    }

    @Test
    void quantisesTheGuideAsOpenCvDoes() throws HazeLabException {
        FloatImage image = Pictures.noise(300, 200, 3, ValueRange.UNIT, 9);
        HazyImage hazy = new HazyImage(image, Progress.NONE);
        float[] guide = new float[image.pixels()];
        for (int y = 0; y < 200; y++) {
            hazy.guide(Guide.LUMA_8BIT, y, guide);
        }
        for (int i = 0; i < guide.length; i++) {
            int red = (int)(255 * image.plane(0)[i]);
            int green = (int)(255 * image.plane(1)[i]);
            int blue = (int)(255 * image.plane(2)[i]);
            assertEquals((9798 * red + 19235 * green + 3735 * blue + 16384 >> 15) / 255f, guide[i]);
        }
    }

    @Test
    void keepsEveryGreyLevelOfAnEightBitGuide() throws HazeLabException {
        FloatImage ramp = FloatImage.zeros(256, 1, 1, ValueRange.UINT8);
        for (int i = 0; i < 256; i++) {
            ramp.plane(0)[i] = i;
        }
        float[] guide = new float[256];
        new HazyImage(ramp, Progress.NONE).guide(Guide.LUMA_8BIT, 0, guide);
        for (int i = 0; i < 256; i++) {
            assertEquals(i / 255f, guide[i]);
        }
    }
}
