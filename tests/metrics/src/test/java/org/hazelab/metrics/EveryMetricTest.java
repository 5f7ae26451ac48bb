// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.image.DataRange;
import org.hazelab.metrics.image.MetricInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every metric that declares it: a new metric is tested here without a line. */
class EveryMetricTest {

    private static final DataRange DECLARED = new DataRange.Declared();
    private static final int WIDTH = 209;
    private static final int HEIGHT = 197;

    static Stream<Metric> all() {
        return MetricCatalog.builtIn().metrics().stream();
    }

    static Stream<Metric> withReference() {
        return all().filter(metric -> metric.info().needs(Need.REFERENCE));
    }

    private static double value(Metric metric, FloatImage image, FloatImage reference) {
        Score score = Scores.score(metric, image, reference, DECLARED);
        assertFalse(score.isMissing(), () -> metric.info().id() + ": " + score.reason());
        return score.value();
    }

    @ParameterizedTest
    @MethodSource("withReference")
    void anImageThatEqualsItsReferenceIsPerfect(Metric metric) {
        FloatImage image = Pictures.clean(WIDTH, HEIGHT);
        assertEquals(metric.info().perfect(), value(metric, image, image), 1e-9);
    }

    @ParameterizedTest
    @MethodSource("withReference")
    void symmetricMetricsMayBeGivenThePairInEitherOrder(Metric metric) {
        FloatImage image = Pictures.hazy(WIDTH, HEIGHT);
        FloatImage reference = Pictures.clean(WIDTH, HEIGHT);
        double there = value(metric, image, reference);
        double back = value(metric, reference, image);
        assertEquals(metric.info().symmetric(), Math.abs(there - back) <= 1e-11 * Math.abs(there));
    }

    @ParameterizedTest
    @MethodSource("withReference")
    void noiseMakesItWorseTheMoreTheWorse(Metric metric) {
        FloatImage reference = Pictures.clean(WIDTH, HEIGHT);
        double last = metric.info().perfect();
        for (double sigma : new double[] {2, 6, 18, 54}) {
            double next = value(metric, Pictures.noisy(reference, sigma, 3), reference);
            assertTrue(metric.info().direction().isBetter(last, next), sigma + ": " + last + ", " + next);
            last = next;
        }
    }

    @ParameterizedTest
    @MethodSource("withReference")
    void hazeMakesItWorseTheMoreTheWorse(Metric metric) {
        FloatImage reference = Pictures.clean(WIDTH, HEIGHT);
        double last = metric.info().perfect();
        for (double top : new double[] {0.9, 0.7, 0.5, 0.3}) {
            double next = value(metric, Pictures.hazy(WIDTH, HEIGHT, top, 1 - top), reference);
            assertTrue(metric.info().direction().isBetter(last, next), top + ": " + last + ", " + next);
            last = next;
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void contentCountsAndNotTheTypeThatItIsStoredIn(Metric metric) {
        FloatImage bytes = Pictures.hazy(WIDTH, HEIGHT);
        FloatImage reference = Pictures.clean(WIDTH, HEIGHT);
        double expected = value(metric, bytes, reference);
        // Metrics in the image's own units see the rounding of 32-bit floats; on levels, nothing is left of it.
        double tolerance = metric.info().scale() == Scale.RAW ? 1e-6 * Math.abs(expected) : 0;
        for (FloatImage same : List.of(stored(bytes, 65535), stored(bytes, 1), stored(bytes, 4095 * 255 / 255.0))) {
            assertEquals(expected, value(metric, same, reference), tolerance, same.toString());
        }
        assertEquals(expected, value(metric, stored(bytes, 65535), stored(reference, 1)), tolerance);
    }

    /** The same content under another white. */
    private static FloatImage stored(FloatImage bytes, double white) {
        return Pictures.affine(bytes, white / 255, 0);
    }

    @ParameterizedTest
    @MethodSource("all")
    void scoresLieInTheDeclaredRange(Metric metric) {
        FloatImage reference = Pictures.clean(WIDTH, HEIGHT);
        for (FloatImage image : List.of(reference, Pictures.hazy(WIDTH, HEIGHT), Pictures.noisy(reference, 90, 4),
            Pictures.noisy(Pictures.flat(WIDTH, HEIGHT, 3, 100), 30, 5), Pictures.flat(WIDTH, HEIGHT, 3, 0),
            Pictures.flat(WIDTH, HEIGHT, 3, 255))) {
            for (FloatImage beside : List.of(reference, Pictures.flat(WIDTH, HEIGHT, 3, 90))) {
                Score score = Scores.score(metric, image, beside, DECLARED);
                MetricInfo info = metric.info();
                assertTrue(score.isMissing() || score.value() >= info.min() && score.value() <= info.max(),
                    score.toString());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void greyImagesAreScored(Metric metric) {
        FloatImage image = Pictures.channel(Pictures.hazy(WIDTH, HEIGHT), 0);
        FloatImage reference = Pictures.channel(Pictures.clean(WIDTH, HEIGHT), 0);
        assertTrue(Double.isFinite(value(metric, image, reference)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void takesImagesOfItsSmallestSizeAndNamesItForSmallerOnes(Metric metric) {
        int side = metric.info().smallestSide();
        if (side > 1) {
            assertEquals("The image has " + (side + 9) + " x " + (side - 1) + " pixels; " + metric.info().title()
                + " needs at least " + side + " x " + side,
                reason(metric, Pictures.hazy(side + 9, side - 1),
                    Pictures.clean(side + 9, side - 1)));
            value(metric, Pictures.hazy(side, side), Pictures.clean(side, side));
        }
        value(metric, Pictures.hazy(side + 9, side + 2), Pictures.clean(side + 9, side + 2));
    }

    private static String reason(Metric metric, FloatImage image, FloatImage reference) {
        Score score = Scores.score(metric, image, reference, DECLARED);
        assertTrue(score.isMissing(), () -> metric.info().id() + ": " + score.value());
        return score.reason();
    }

    @ParameterizedTest
    @MethodSource("withReference")
    void saysWhatIsWrongWithThePair(Metric metric) {
        FloatImage image = Pictures.hazy(WIDTH, HEIGHT);
        FloatImage reference = Pictures.clean(WIDTH, HEIGHT);
        assertEquals("There is no reference image", reason(metric, image, null));
        assertEquals("The image has 209 x 197 pixels, its reference 208 x 197",
            reason(metric, image, Pictures.clean(WIDTH - 1, HEIGHT)));
        assertEquals("The image has 3 channels, its reference 1 channel",
            reason(metric, image, Pictures.channel(reference, 0)));
        assertEquals("The reference has pixels that are not finite numbers",
            reason(metric, image, with(reference, Float.POSITIVE_INFINITY)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void imagesThatCannotBeScoredGetNoNumber(Metric metric) {
        FloatImage reference = Pictures.clean(WIDTH, HEIGHT);
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            assertEquals("The image has pixels that are not finite numbers",
                reason(metric, with(reference, bad), reference));
        }
        FloatImage two = FloatImage.of(WIDTH, HEIGHT, ValueRange.UINT8, reference.plane(0), reference.plane(1));
        if (metric.info().channels() == Channels.ANY) {
            value(metric, Pictures.noisy(two, 9, 1), two);
        } else {
            assertEquals("The image has 2 channels; " + metric.info().title() + " takes one channel (grey) or three "
                + "(red, green, blue)", reason(metric, two, two));
        }
    }

    private static FloatImage with(FloatImage image, float value) {
        float[] plane = image.plane(0).clone();
        plane[plane.length / 2] = value;
        return FloatImage.of(image.width(), image.height(), image.range(), plane, image.plane(1), image.plane(2));
    }

    /** What metrics share of an image does not change what they say of it. */
    @Test
    void orderOfScoringDoesNotMatter() {
        FloatImage image = Pictures.hazy(WIDTH, HEIGHT);
        FloatImage reference = Pictures.clean(WIDTH, HEIGHT);
        MetricInput shared = MetricInput.of(image, reference, DECLARED);
        List<ImageMetric> metrics = new ArrayList<>();
        all().filter(ImageMetric.class::isInstance).forEach(metric -> metrics.add(0, (ImageMetric)metric));
        for (ImageMetric metric : metrics) {
            assertEquals(Scores.score(metric, image, reference, DECLARED),
                Scoring.score(metric, shared, Progress.NONE));
        }
    }
}
