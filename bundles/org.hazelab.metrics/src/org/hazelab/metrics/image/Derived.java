// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.image;

import org.hazelab.imaging.task.Progress;

/**
 * Something computed from an image that several metrics use: a luma, a saliency map, its phase congruency.
 *
 * <p>A constant of the class that defines it, since the object itself is the key under which
 * {@link MetricImage#get} keeps what it has made:
 * <pre>{@code
 * static final Derived<double[]> SALIENCY = (image, progress) -> saliency(image.level(0, progress), ...);
 * }</pre>
 *
 * @param <T> what is made; never changed once it is made
 */
@FunctionalInterface
public interface Derived<T> {

    /** Computes it; may ask the image for other derived things. The same image always gives the same bits. */
    T of(MetricImage image, Progress progress);
}
