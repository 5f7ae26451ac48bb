// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.scoring;

import java.util.Arrays;
import java.util.List;

import org.hazelab.metrics.MetricInfo;
import org.hazelab.metrics.Score;

/**
 * Statistics of the scores of a table, metric by metric.
 *
 * <p>Scores are kept, for the median is exact: 8 bytes a row and metric. They are summed up in the order of their size,
 * so the order of the rows does not matter. One thread at a time.
 */
public final class ScoreSummary {

    private final List<MetricInfo> metrics;
    private final double[][] values;
    private final int[] counts;
    private long rows;

    /**
     * The statistics of one metric. Those that are not defined are NaN: all of them without a score, the standard
     * deviation of a single score or beside infinite ones.
     *
     * @param metric the declaration
     * @param mean infinite if a score is
     * @param standardDeviation of the sample: divided by {@code count - 1}
     * @param median the middle score, or the mean of the two in the middle
     * @param count rows with a score
     * @param missing rows without one
     */
    public record Line(MetricInfo metric, double mean, double standardDeviation, double median, double min, double max,
        long count, long missing) {
    }

    ScoreSummary(List<MetricInfo> metrics) {
        this.metrics = metrics;
        values = new double[metrics.size()][16];
        counts = new int[metrics.size()];
    }

    /** Adds the scores of a row, one a metric, in the order of the metrics. */
    public void add(List<Score> scores) {
        if (scores.size() != metrics.size()) {
            throw new IllegalArgumentException(scores.size() + " scores for " + metrics.size() + " metrics");
        }
        rows++;
        for (int m = 0; m < values.length; m++) {
            Score score = scores.get(m);
            if (!score.isMissing()) {
                if (counts[m] == values[m].length) {
                    values[m] = Arrays.copyOf(values[m], 2 * counts[m]);
                }
                values[m][counts[m]++] = score.value();
            }
        }
    }

    /** The statistics of all rows so far, a line a metric. */
    public List<Line> lines() {
        Line[] lines = new Line[values.length];
        for (int m = 0; m < lines.length; m++) {
            lines[m] = line(metrics.get(m), Arrays.copyOf(values[m], counts[m]));
        }
        return List.of(lines);
    }

    private Line line(MetricInfo metric, double[] scores) {
        Arrays.sort(scores);
        int n = scores.length;
        if (n == 0) {
            return new Line(metric, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0, rows);
        }
        double mean = sum(scores) / n;
        double[] squares = new double[n];
        for (int i = 0; i < n; i++) {
            squares[i] = (scores[i] - mean) * (scores[i] - mean);
        }
        double deviation = n == 1 ? Double.NaN : Math.sqrt(sum(squares) / (n - 1));
        double low = scores[(n - 1) / 2];
        double high = scores[n / 2];
        double median = low == high ? low : low + (high - low) / 2;
        return new Line(metric, mean, deviation, median, scores[0], scores[n - 1], n, rows - n);
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
