// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.haze;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Pictures;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.task.Progress;
import org.junit.jupiter.api.Test;

class AirlightTest {

    /** Few levels, so that nearly every choice is between equals. */
    private static FloatImage coarse(int width, int height, int levels, long seed) {
        Random random = new Random(seed);
        FloatImage image = FloatImage.zeros(width, height, 3, ValueRange.UINT8);
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < image.pixels(); i++) {
                image.plane(c)[i] = 255f / (levels - 1) * random.nextInt(levels);
            }
        }
        return image;
    }

    /** The rules by a full, stable sort. */
    private static Airlight expected(FloatImage image, int patch, AirlightSettings settings) throws HazeLabException {
        float[] dark = DarkChannelPrior.darkChannel(image, patch, Progress.NONE).plane(0);
        List<Integer> whole = IntStream.range(0, image.pixels())
            .filter(i -> IntStream.range(0, 3).noneMatch(c -> Float.isNaN(image.plane(c)[i]))).boxed()
            .collect(Collectors.toList());
        List<Integer> unsaturated = whole.stream()
            .filter(i -> IntStream.range(0, 3).noneMatch(c -> image.plane(c)[i] >= 255)).collect(Collectors.toList());
        List<Integer> candidates = settings.ignoreSaturated() && !unsaturated.isEmpty() ? unsaturated : whole;
        int wanted = Math.max((int)Math.floor(candidates.size() * settings.haziestFraction()), 1);
        List<Integer> haziest = candidates.stream()
            .sorted(Comparator.comparing((Integer i) -> -dark[i]).thenComparing(i -> i)).limit(wanted)
            .collect(Collectors.toList());
        if (settings.rule() == AirlightRule.MEAN_OF_HAZIEST) {
            double[] mean = new double[3];
            for (int c = 0; c < 3; c++) {
                for (int i : haziest.subList(0, Math.max(wanted - 1, 1))) {
                    mean[c] += image.plane(c)[i] / 255 / wanted;
                }
            }
            return new Airlight(mean[0], mean[1], mean[2]);
        }
        int best = haziest.get(0);
        for (int i : haziest) {
            best = brightness(image, i, settings.rule()) > brightness(image, best, settings.rule()) ? i : best;
        }
        return new Airlight(image.plane(0)[best] / 255, image.plane(1)[best] / 255, image.plane(2)[best] / 255);
    }

    private static double brightness(FloatImage image, int i, AirlightRule rule) {
        double red = image.plane(0)[i] / 255;
        double green = image.plane(1)[i] / 255;
        double blue = image.plane(2)[i] / 255;
        return rule == AirlightRule.MAX_CHANNEL_OF_HAZIEST ? Math.max(red, Math.max(green, blue)) : red + green + blue;
    }

    private static void check(FloatImage image, int patch, AirlightSettings settings) throws HazeLabException {
        DcpSettings he = DcpSettings.he2011();
        Airlight found = DarkChannelPrior.estimate(image,
            new DcpSettings(patch, 0.95, settings, Refinement.NONE, he.guidedFilter(), true), Progress.NONE).airlight();
        Airlight expected = expected(image, patch, settings);
        for (int c = 0; c < 3; c++) {
            assertEquals(expected.channel(c), found.channel(c), 1e-6, settings + " on " + image);
        }
    }

    @Test
    void isThatOfAFullSortWithTiesByIndex() throws HazeLabException {
        Random random = new Random(4);
        for (int round = 0; round < 60; round++) {
            FloatImage image = coarse(1 + random.nextInt(60), 1 + random.nextInt(60), 2 + random.nextInt(6), round);
            for (AirlightRule rule : List.of(AirlightRule.MEAN_OF_HAZIEST, AirlightRule.BRIGHTEST_OF_HAZIEST,
                AirlightRule.MAX_CHANNEL_OF_HAZIEST)) {
                double fraction = List.of(0.001, 0.01, 0.3, 1.0).get(random.nextInt(4));
                for (boolean ignore : new boolean[] {false, true}) {
                    check(image, 1 + random.nextInt(4), new AirlightSettings(rule, Airlight.WHITE, fraction, ignore));
                }
            }
        }
    }

    @Test
    void isThatOfAFullSortOfNoise() throws HazeLabException {
        FloatImage image = Pictures.noise(300, 250, 3, ValueRange.UINT8, 8);
        for (double fraction : new double[] {0.001, 0.1, 0.9}) {
            check(image, 3, AirlightSettings.of(AirlightRule.BRIGHTEST_OF_HAZIEST, fraction));
            check(image, 3, AirlightSettings.of(AirlightRule.MEAN_OF_HAZIEST, fraction));
        }
    }

    @Test
    void passesOverPixelsThatHoldNaN() throws HazeLabException {
        FloatImage image = coarse(40, 30, 5, 5);
        Random random = new Random(6);
        for (int i = 0; i < image.pixels(); i++) {
            if (random.nextInt(3) == 0) {
                image.plane(random.nextInt(3))[i] = Float.NaN;
            }
        }
        for (AirlightRule rule : List.of(AirlightRule.MEAN_OF_HAZIEST, AirlightRule.BRIGHTEST_OF_HAZIEST)) {
            check(image, 3, AirlightSettings.of(rule, 0.05));
            check(image, 3, new AirlightSettings(rule, Airlight.WHITE, 0.05, true));
        }
    }

    @Test
    void doesNotTakeABlownOutLampForHazeIfAskedTo() throws HazeLabException {
        FloatImage image = Pictures.constant(50, 50, ValueRange.UINT8, 180, 190, 200);
        for (int y = 10; y < 20; y++) {
            for (int x = 10; x < 20; x++) {
                for (int c = 0; c < 3; c++) {
                    image.plane(c)[y * 50 + x] = 255;
                }
            }
        }
        AirlightSettings he = DcpSettings.he2011().airlight();
        DcpSettings patch5 = new DcpSettings(5, 0.95, he, Refinement.NONE, DcpSettings.he2011().guidedFilter(), true);
        assertEquals(Airlight.WHITE, DarkChannelPrior.estimate(image, patch5, Progress.NONE).airlight());
        Airlight found = DarkChannelPrior
            .estimate(image, patch5.withAirlight(he.withIgnoreSaturated(true)), Progress.NONE).airlight();
        assertEquals(180 / 255.0, found.red(), 1e-7);
        assertEquals(190 / 255.0, found.green(), 1e-7);
        assertEquals(200 / 255.0, found.blue(), 1e-7);
    }

    @Test
    void isTheOnlyPixelWhereHazeFlowWouldDivideByZero() throws HazeLabException {
        FloatImage image = Pictures.constant(20, 20, ValueRange.UINT8, 51, 102, 153);
        Airlight found = DarkChannelPrior.estimate(image, DcpSettings.hazeFlow(), Progress.NONE).airlight();
        assertEquals(new Airlight(0.2f, 0.4f, 0.6f), found);
    }

    @Test
    void ofHazeFlowIsTooDarkByOnePixelInN() throws HazeLabException {
        // 100 x 50 pixels: n = 5, so 4/5 of the mean.
        FloatImage image = Pictures.constant(100, 50, ValueRange.UNIT, 0.5f, 0.5f, 0.5f);
        Airlight found = DarkChannelPrior.estimate(image, DcpSettings.hazeFlow(), Progress.NONE).airlight();
        assertEquals(Airlight.grey(0.4), found);
    }
}
