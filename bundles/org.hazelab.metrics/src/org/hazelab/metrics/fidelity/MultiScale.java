// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.fidelity;

import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.Luma;
import org.hazelab.metrics.MetricImage;
import org.hazelab.metrics.MetricInput;

/** What the metrics of structural similarity at five scales share. */
final class MultiScale {

    static final String CITATION = "Wang, Simoncelli, Bovik: Multiscale structural similarity for image quality "
        + "assessment. 37th Asilomar Conference on Signals, Systems and Computers, 2003";

    /** So that the window fits in after halving four times. */
    static final int SMALLEST_SIDE = (Window.GAUSSIAN_11.size() - 1) * 16 + 1;

    private static final double[] WEIGHTS = {0.0448, 0.2856, 0.3001, 0.2363, 0.1333};

    private MultiScale() {
    }

    /** That of the rounded luma, contrast terms of pixels below 0 counting as 0. */
    static double ofLuma(MetricInput input, Progress progress) {
        return compare(input.image(), input.image().get(Luma.YIQ_ROUNDED, progress),
            input.reference().get(Luma.YIQ_ROUNDED, progress), Ssim.CLIPPED, Pool.Odd.ZERO, progress);
    }

    /** The mean over the channels. */
    static double ofChannels(MetricInput input, Progress progress) {
        MetricImage image = input.image();
        double sum = 0;
        for (int c = 0; c < image.channels(); c++) {
            sum += compare(image, image.level(c, progress), input.reference().level(c, progress), Ssim.PUBLISHED,
                Pool.Odd.REPEAT, progress);
        }
        return sum / image.channels();
    }

    private static double compare(MetricImage size, double[] image, double[] reference, Similarity.Rule rule,
        Pool.Odd odd, Progress progress) {
        Pool a = new Pool(image, size.width(), size.height());
        Pool b = new Pool(reference, size.width(), size.height());
        double product = 1;
        for (int scale = 0;; scale++) {
            Similarity similarity = Similarity.of(a.plane(), b.plane(), a.width(), a.height(), rule, progress);
            boolean last = scale == WEIGHTS.length - 1;
            // A power of a negative mean is no number: it counts as 0, as in the packages.
            double mean = Math.max(0, last ? similarity.whole() : similarity.contrast());
            product *= StrictMath.pow(mean, WEIGHTS[scale]);
            if (last) {
                return product;
            }
            a = a.half(odd, progress);
            b = b.half(odd, progress);
        }
    }
}
