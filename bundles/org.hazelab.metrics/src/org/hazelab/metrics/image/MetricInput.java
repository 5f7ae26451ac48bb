// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.image;

import java.util.Optional;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.ValueRange;

/**
 * What a metric gets for one score: an image and, for many metrics, its reference, both on the same levels.
 *
 * <p>Score all metrics of an image from one input: they share what is derived from its planes. Confined like
 * {@link MetricImage}.
 */
public final class MetricInput {

    private final MetricImage image;
    private final @Nullable MetricImage reference;
    private final @Nullable String rangeObstacle;

    private MetricInput(MetricImage image, @Nullable MetricImage reference, @Nullable String rangeObstacle) {
        this.image = image;
        this.reference = reference;
        this.rangeObstacle = rangeObstacle;
    }

    /**
     * An image to score.
     *
     * @param image a plain image, of one slice
     * @param reference a plain image, or null if there is none
     * @throws IllegalArgumentException if one is a stack
     */
    public static MetricInput of(FloatImage image, @Nullable FloatImage reference, DataRange range) {
        ValueRange own = image.range();
        ValueRange references = reference == null ? own : reference.range();
        String obstacle = null;
        if (range instanceof DataRange.Fixed fixed) {
            own = references = fixed.range();
        } else if (range instanceof DataRange.ReferencePercentiles percentiles) {
            boolean sorts = reference != null && DataRange.ReferencePercentiles.sorts(reference);
            ValueRange found = reference != null && sorts ? percentiles.of(reference) : null;
            if (found != null) {
                own = references = found;
            } else {
                obstacle = reference == null
                    ? "The data range is to come from the reference, and there is no reference image"
                    : !sorts ? "The data range is to come from the reference, which has more pixels than can be sorted"
                        : "The data range is to come from the reference, whose percentiles do not differ";
            }
        }
        return new MetricInput(MetricImage.of(image, own),
            reference == null ? null : MetricImage.of(reference, references), obstacle);
    }

    /** The image to be scored. */
    public MetricImage image() {
        return image;
    }

    /**
     * The image as it should be.
     *
     * @throws IllegalStateException if there is none, which no metric meets that declares
     *     {@link org.hazelab.metrics.Need#REFERENCE}
     */
    public MetricImage reference() {
        if (reference == null) {
            throw new IllegalStateException("There is no reference");
        }
        return reference;
    }

    public boolean hasReference() {
        return reference != null;
    }

    /** Why the images have no levels, if they have none. */
    public Optional<String> rangeObstacle() {
        return Optional.ofNullable(rangeObstacle);
    }
}
