// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.similarity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderStatisticTest {

    /** As numpy.percentile: between the two nearest values of the sorted list, linearly. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 3, 50, 99.8, 100})
    void isThePercentileOfTheSortedValues(double percent) {
        Random random = new Random(5);
        for (int count : new int[] {1, 2, 3, 1000, 4097}) {
            float[] values = new float[count];
            for (int i = 0; i < count; i++) {
                values[i] = (float)(random.nextGaussian() * Math.pow(10, random.nextInt(6) - 3));
            }
            float[] sorted = values.clone();
            Arrays.sort(sorted);
            double place = percent / 100 * (count - 1);
            double below = sorted[(int)place];
            double above = sorted[Math.min(count - 1, (int)place + 1)];
            assertEquals(below + (place - (int)place) * (above - below), twice(percent, values));
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {0, -1.5f, 65535, -Float.MIN_VALUE, Float.MAX_VALUE, Float.NEGATIVE_INFINITY})
    void isTheValueIfAllAreTheSame(float value) {
        float[] values = new float[10];
        Arrays.fill(values, value);
        if (Float.isInfinite(value)) {
            values[9] = 1;
            assertEquals(1, twice(100, values));
        } else {
            assertEquals(value, twice(3, values));
        }
    }

    private static double twice(double percent, float[] values) {
        OrderStatistic statistic = new OrderStatistic(percent);
        statistic.add(values);
        statistic.endFirstPass();
        statistic.add(values);
        return statistic.value();
    }
}
