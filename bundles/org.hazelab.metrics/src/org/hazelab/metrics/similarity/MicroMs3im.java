// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.similarity;

import org.hazelab.metrics.Channels;
import org.hazelab.metrics.MetricInfo;
import org.hazelab.metrics.Need;
import org.hazelab.metrics.TableMetric;

/**
 * The structural similarity for microscopy at three scales: a background and a scale are fitted over the whole table,
 * and one factor for all images that makes them most similar to their references.
 *
 * <p>As HazeMatching evaluates with the package microssim. Each channel counts as an image of its own. The fit's
 * constants C1 and C2 follow from the range of the last reference, as in the package; the factor is the exact maximum,
 * which the package's optimiser approaches to about 1e-5.
 */
public final class MicroMs3im implements TableMetric {

    static final MetricInfo INFO = MetricInfo.of("micro_ms3im", "MicroMS3IM")
        .variant("three scales (weights 0.0448, 0.2856, 0.3001), Gaussian window of 11 x 11, sigma 1.5, after 3rd "
            + "percentiles as background and one factor for the images of the table, as HazeMatching")
        .range(0, 1).perfect(1).needs(Need.REFERENCE, Need.TABLE).raw()
        .colour("mean over the channels", Channels.ANY)
        .border("contrast terms of windows inside the image; at the last scale the image is mirrored by 5 pixels")
        .smallestSide(44)
        .citation("Ashesh, Deschamps, Jug: MicroSSIM: improved structural similarity for comparing microscopy data. "
            + "ECCV Workshops, 2024")
        .build();

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Fit newFit() {
        return new MicroFit();
    }
}
