// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.hazelab.imaging.FloatImage;

/**
 * The result for a hazy image, of the same size.
 *
 * @param image the dehazed image: the mean of the samples where there are several. Its range is that of the hazy image,
 *            in the same units as its values
 * @param extras what the method declares beside it and this image has, without samples
 */
public record DehazedImage(FloatImage image, Map<Output, Extra> extras) {

    /**
     * An image beside the dehazed one.
     *
     * @param image its range is the one to show it in
     * @param unit of a deviation: the units of clean images in one unit of the network's results, which turns a
     *            deviation of the one into the other; 1 where there is no difference
     */
    public record Extra(FloatImage image, double unit) {

        public Extra {
            Objects.requireNonNull(image);
            if (!(unit > 0 && unit <= Double.MAX_VALUE)) {
                throw new IllegalArgumentException("A unit of " + unit);
            }
        }

        /** An image whose units are those of clean images, or that has none. */
        public Extra(FloatImage image) {
            this(image, 1);
        }
    }

    public DehazedImage {
        Objects.requireNonNull(image);
        extras = Map.copyOf(extras);
    }

    /** The image of an output, if there is one. */
    public Optional<FloatImage> extra(Output output) {
        return Optional.ofNullable(extras.get(output)).map(Extra::image);
    }
}
