// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.similarity;

import java.util.Objects;

import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.ImageMetric;
import org.hazelab.metrics.TableMetric;
import org.hazelab.metrics.image.MetricImage;
import org.hazelab.metrics.image.MetricInput;

/**
 * The fit of {@link MicroMs3im}: two passes find the backgrounds and the scale, two or more the factor.
 */
final class MicroFit implements TableMetric.Fit {

    private static final double BACKGROUND_PERCENT = 3;

    private enum Stage {
        COUNT,
        REFINE,
        SEARCH,
        DONE
    }

    private final Side reference = new Side();
    private final Side image = new Side();
    private Stage stage = Stage.COUNT;
    private double lastRange;
    private @Nullable ScaleSearch search;
    private @Nullable ImageMetric fitted;

    /** What is learned of one of the two images of all rows. */
    private static final class Side {

        private final OrderStatistic background = new OrderStatistic(BACKGROUND_PERCENT);
        private double max = Double.NEGATIVE_INFINITY;
        private long count;
        private double sum;
        private double squares;

        /** Takes a plane into account and returns the range of its values. */
        double measure(float[] plane) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (float v : plane) {
                low = Math.min(low, v);
                high = Math.max(high, v);
                sum += v;
                squares += (double)v * v;
            }
            count += plane.length;
            max = Math.max(max, high);
            return high - low;
        }

        /** The mean square of the values less their background. */
        double meanSquare() {
            double offset = background.value();
            return squares / count - 2 * offset * (sum / count) + offset * offset;
        }
    }

    @Override
    public boolean needsPass() {
        return stage != Stage.DONE;
    }

    @Override
    public void add(MetricInput input, Progress progress) {
        MetricImage size = input.image();
        for (int c = 0; c < size.channels(); c++) {
            progress.checkCanceled();
            float[] g = input.reference().raw(c);
            float[] p = size.raw(c);
            if (stage == Stage.COUNT) {
                lastRange = reference.measure(g);
                image.measure(p);
            }
            if (stage == Stage.SEARCH) {
                double scale = scale();
                Objects.requireNonNull(search).add(new ScaleSearch.Normalized(g, reference.background.value(), scale),
                    new ScaleSearch.Normalized(p, image.background.value(), scale), size.width(), size.height(),
                    progress);
            } else {
                reference.background.add(g);
                image.background.add(p);
            }
        }
    }

    private double scale() {
        return reference.max - reference.background.value();
    }

    @Override
    public void endPass() {
        switch (stage) {
            case COUNT -> {
                if (reference.count == 0) {
                    finish("The table has no image that can be compared with its reference");
                } else {
                    reference.background.endFirstPass();
                    image.background.endFirstPass();
                    stage = Stage.REFINE;
                }
            }
            case REFINE -> {
                double energy = image.meanSquare();
                if (!(scale() > 0) || !(lastRange > 0)) {
                    finish("The references of the table are flat, or the last one is");
                } else if (!(energy > 0)) {
                    finish("The images of the table are flat");
                } else {
                    search = new ScaleSearch(Math.sqrt(reference.meanSquare() / energy), lastRange / scale());
                    stage = Stage.SEARCH;
                }
            }
            case SEARCH -> {
                ScaleSearch searched = Objects.requireNonNull(search);
                searched.endPass();
                if (searched.isDone() && Double.isNaN(searched.found())) {
                    finish("No positive factor makes the images of the table most similar to their references");
                } else if (searched.isDone()) {
                    fitted = new MicroScores(reference.background.value(), image.background.value(), scale(),
                        searched.found());
                    stage = Stage.DONE;
                }
            }
            case DONE -> throw new IllegalStateException("The fit needs no pass");
        }
    }

    private void finish(String reason) {
        fitted = MicroScores.missing(reason);
        stage = Stage.DONE;
    }

    @Override
    public ImageMetric fitted() {
        if (fitted == null) {
            throw new IllegalStateException("The fit needs another pass");
        }
        return fitted;
    }
}
