// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.metrics.Score;
import org.junit.jupiter.api.Test;

class ScoreSummaryTest {

    private static ScoreSummary.Line line(double... scores) throws HazeLabException {
        ScoreSummary summary = new ScoreMetrics(ScoreMetrics.Config.of("psnr")).newSummary();
        for (double score : scores) {
            summary.add(List.of(Double.isNaN(score) ? Score.missing("none") : Score.of(score)));
        }
        return summary.lines().get(0);
    }

    @Test
    void describesTheScoresThatThereAre() throws HazeLabException {
        ScoreSummary.Line line = line(4, Double.NaN, 1, 7, 2, Double.NaN);
        assertEquals("psnr", line.metric().id());
        assertEquals(3.5, line.mean());
        assertEquals(Math.sqrt((0.25 + 6.25 + 12.25 + 2.25) / 3), line.standardDeviation());
        assertEquals(3, line.median());
        assertEquals(1, line.min());
        assertEquals(7, line.max());
        assertEquals(4, line.count());
        assertEquals(2, line.missing());
    }

    @Test
    void whatIsNotDefinedIsNotANumber() throws HazeLabException {
        ScoreSummary.Line none = line(Double.NaN);
        assertEquals(List.of(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN),
            List.of(none.mean(), none.standardDeviation(), none.median(), none.min(), none.max()));
        assertEquals(0, none.count());
        ScoreSummary.Line one = line(5);
        assertEquals(5, one.median());
        assertEquals(Double.NaN, one.standardDeviation());
        ScoreSummary.Line perfect = line(30, Double.POSITIVE_INFINITY, 40);
        assertEquals(Double.POSITIVE_INFINITY, perfect.mean());
        assertEquals(Double.NaN, perfect.standardDeviation());
        assertEquals(40, perfect.median());
        ScoreSummary.Line twice = line(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
        assertEquals(Double.POSITIVE_INFINITY, twice.median());
    }

    @Test
    void orderOfRowsDoesNotMatter() throws HazeLabException {
        List<Double> scores = new ArrayList<>();
        new Random(4).doubles(101, -1e3, 1e3).forEach(scores::add);
        ScoreSummary.Line there = line(scores.stream().mapToDouble(s -> s).toArray());
        Collections.shuffle(scores, new Random(5));
        assertEquals(there, line(scores.stream().mapToDouble(s -> s).toArray()));
    }

    @Test
    void takesAScoreAMetric() throws HazeLabException {
        ScoreSummary summary = new ScoreMetrics(ScoreMetrics.Config.of("psnr", "mse")).newSummary();
        assertThrows(IllegalArgumentException.class, () -> summary.add(List.of(Score.of(1))));
    }
}
