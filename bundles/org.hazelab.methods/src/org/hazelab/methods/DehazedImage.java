// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods;

import java.util.Optional;

import org.hazelab.imaging.FloatImage;

/**
 * What came of a hazy image, of its size.
 *
 * @param mean the dehazed image: the mean of the samples where there are several. Its range is that of the hazy image,
 *            in the same units as its values
 * @param deviation the unbiased standard deviation of the samples, its range from 0 to its largest value; empty if
 *            there is one sample
 */
public record DehazedImage(FloatImage mean, Optional<FloatImage> deviation) {
}
