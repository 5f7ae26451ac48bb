// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.scoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.filter.Resize;
import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.ImageMetric;
import org.hazelab.metrics.Metric;
import org.hazelab.metrics.MetricCatalog;
import org.hazelab.metrics.MetricInfo;
import org.hazelab.metrics.Need;
import org.hazelab.metrics.Score;
import org.hazelab.metrics.Scoring;
import org.hazelab.metrics.SetMetric;
import org.hazelab.metrics.TableMetric;
import org.hazelab.metrics.image.DataRange;

/**
 * Scores a table of images by any number of metrics.
 *
 * <p>A {@link Run} reads the table as often as its metrics ask for and then scores each row; neither holds more than
 * one row at a time. What an image cannot be scored for is a {@link Score} with the reason, never an exception.
 */
public final class ScoreMetrics {

    /** What happens to a pair of different sizes, for metrics that compare both. */
    public enum Resizing {

        /** Nothing: the metrics have no score. */
        OFF("off", null),
        /**
         * A reference that is larger is cut to the size of the image around its centre, as RESIDE's indoor test images
         * want it (620 x 460 of 640 x 480); of an odd rest, the smaller half is cut off left and above. One with a side
         * that is smaller gives no score.
         */
        CROP_REFERENCE("reference cut to the image's size around its centre", null),
        /** It is brought to the size of the reference, linearly between the two nearest pixels of an axis. */
        BILINEAR("bilinear", Resize.Interpolation.BILINEAR),
        /** It is brought to the size of the reference by cubic convolution, a = -0.75, without smoothing before. */
        BICUBIC("bicubic, a = -0.75, no smoothing", Resize.Interpolation.BICUBIC);

        private final String words;
        final @Nullable Resize.Interpolation interpolation;

        Resizing(String words, @Nullable Resize.Interpolation interpolation) {
            this.words = words;
            this.interpolation = interpolation;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /**
     * What is scored and how.
     *
     * @param metrics names of metrics, see {@link MetricInfo#id}; each counts once
     * @param dataRange which numbers stand for black and white
     * @param resizing what happens to images of another size than their reference
     * @param border pixels that are cut off from every side of image and reference, after resizing; 0 or more
     */
    public record Config(List<String> metrics, DataRange dataRange, Resizing resizing, int border) {

        public Config {
            metrics = metrics.stream().distinct().toList();
            Objects.requireNonNull(dataRange);
            Objects.requireNonNull(resizing);
        }

        /** Over the range that images declare, without resizing or cropping. */
        public static Config of(String... metrics) {
            return new Config(List.of(metrics), new DataRange.Declared(), Resizing.OFF, 0);
        }
    }

    /**
     * One row of what makes a table of scores reproducible.
     *
     * @param metric the metric's name, see {@link MetricInfo#id}
     * @param variant what distinguishes it from others of its kind
     * @param dataRange which numbers stand for black and white, and what the metric makes of them
     * @param colour what it makes of colours
     * @param border what is cut off, and what it does where a window leaves the image
     * @param resizing what happens to images of another size than their reference
     * @param version of the metric's computation
     * @param citation the publication
     */
    public record Provenance(String metric, String variant, String dataRange, String colour, String border,
        String resizing, int version, String citation) {
    }

    private final Config config;
    private final List<Metric> metrics = new ArrayList<>();

    /** With the metrics that need no weights. */
    public ScoreMetrics(Config config) throws HazeLabException {
        this(config, MetricCatalog.builtIn());
    }

    /** @throws HazeLabException if no metric is chosen, one is unknown or scores sets, or the border is negative */
    public ScoreMetrics(Config config, MetricCatalog catalog) throws HazeLabException {
        this.config = config;
        if (config.metrics().isEmpty()) {
            throw new HazeLabException("No metric is chosen", "Choose at least one");
        }
        if (config.border() < 0) {
            throw new HazeLabException("A border of " + config.border() + " pixels cannot be cut off",
                "Give 0 or more");
        }
        for (String id : config.metrics()) {
            Metric metric = catalog.find(id).orElse(null);
            if (metric == null) {
                List<String> known = catalog.metrics().stream().map(one -> one.info().id()).toList();
                throw new HazeLabException("There is no metric \"" + id + "\"",
                    "Choose among " + String.join(", ", known));
            }
            if (metric instanceof SetMetric) {
                throw new HazeLabException(
                    metric.info().title() + " gives one score for a set of images, none for a row",
                    "Choose metrics that score images");
            }
            metrics.add(metric);
        }
    }

    /** The declarations of the chosen metrics, in the order of all results. */
    public List<MetricInfo> metrics() {
        return metrics.stream().map(Metric::info).toList();
    }

    /** Whether a chosen metric compares with a reference. */
    public boolean needsReference() {
        return metrics().stream().anyMatch(info -> info.needs(Need.REFERENCE));
    }

    /** Whether pixels of images of another size than their reference are interpolated. */
    public boolean resizes() {
        return config.resizing().interpolation != null && needsReference();
    }

    /** Whether larger references are cut to the size of their image. */
    public boolean crops() {
        return config.resizing() == Resizing.CROP_REFERENCE;
    }

    /** The scores of a row that has no image, all missing for the same reason. */
    public List<Score> missing(String reason) {
        return metrics.stream().map(metric -> Score.missing(reason)).toList();
    }

    /** Statistics without any row yet. */
    public ScoreSummary newSummary() {
        return new ScoreSummary(metrics());
    }

    /** How each metric is computed, in the order of {@link #metrics}. */
    public List<Provenance> provenance() {
        String cut = config.border() == 0 ? "" : config.border() + " pixels cut off at every side; ";
        return metrics().stream().map(info -> new Provenance(info.id(), info.variant(), dataRange(info), info.colour(),
            cut + info.border(), info.needs(Need.REFERENCE) ? config.resizing().toString() : "none", info.version(),
            info.citation())).toList();
    }

    private String dataRange(MetricInfo info) {
        return switch (info.scale()) {
            case LEVELS -> config.dataRange() + ", " + info.scale();
            case RAW -> info.scale().toString();
        };
    }

    /** Starts the scoring of a table. */
    public Run start() {
        return new Run();
    }

    /**
     * The scoring of one table: while {@link #needsPass()}, every row goes to {@link #fit} in the order of the table
     * and {@link #endPass()} closes the pass; then {@link #score} scores rows, in any order and by several threads at
     * once.
     */
    public final class Run {

        private final List<TableMetric.Fit> fits = new ArrayList<>();
        private final ImageMetric[] scoring = new ImageMetric[metrics.size()];

        private Run() {
            for (int m = 0; m < scoring.length; m++) {
                fits.add(metrics.get(m) instanceof TableMetric table ? table.newFit() : null);
                scoring[m] = metrics.get(m) instanceof ImageMetric image ? image : null;
            }
        }

        /** Whether the table has to be read once more before its rows can be scored. */
        public boolean needsPass() {
            return fits.stream().anyMatch(fit -> fit != null && fit.needsPass());
        }

        /**
         * Looks at a row in a pass; rows without an image are left out.
         *
         * @param reference null if there is none
         * @throws CancellationException if the user has cancelled
         */
        public void fit(FloatImage image, @Nullable FloatImage reference, Progress progress) {
            ReadyRow row = ReadyRow.of(image, reference, config, progress);
            for (int m = 0; m < scoring.length; m++) {
                TableMetric.Fit fit = fits.get(m);
                if (fit != null && fit.needsPass() && row.obstacle(metrics.get(m).info()) == null) {
                    fit.add(row.input(metrics.get(m).info()), progress);
                }
            }
        }

        /** Ends a pass over the table. */
        public void endPass() {
            for (int m = 0; m < scoring.length; m++) {
                TableMetric.Fit fit = fits.get(m);
                if (fit != null && fit.needsPass()) {
                    fit.endPass();
                    if (!fit.needsPass()) {
                        scoring[m] = fit.fitted();
                        fits.set(m, null);
                    }
                }
            }
        }

        /**
         * Scores a row.
         *
         * @param reference null if there is none
         * @return a score for each of {@link #metrics}
         * @throws IllegalStateException if the table has to be read first
         * @throws CancellationException if the user has cancelled
         */
        public List<Score> score(FloatImage image, @Nullable FloatImage reference, Progress progress) {
            if (needsPass()) {
                throw new IllegalStateException("The table has to be read first");
            }
            ReadyRow row = ReadyRow.of(image, reference, config, progress);
            List<Score> scores = new ArrayList<>();
            for (int m = 0; m < scoring.length; m++) {
                MetricInfo info = metrics.get(m).info();
                progress.report((double)m / scoring.length, info.title());
                String obstacle = row.obstacle(info);
                scores.add(obstacle != null ? Score.missing(obstacle)
                    : Scoring.score(scoring[m], row.input(info), progress.part((double)m / scoring.length,
                        (m + 1.0) / scoring.length, info.title() + ": ")));
            }
            progress.report(1, "scored");
            return scores;
        }
    }
}
