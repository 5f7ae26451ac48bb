// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.fidelity;

import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.Channels;
import org.hazelab.metrics.ImageMetric;
import org.hazelab.metrics.MetricInfo;
import org.hazelab.metrics.Need;
import org.hazelab.metrics.Score;
import org.hazelab.metrics.image.MetricImage;
import org.hazelab.metrics.image.MetricInput;
import org.hazelab.metrics.image.PixelLoop;

/**
 * The peak signal-to-noise ratio after the best scale and offset of the image, the peak being the reference's range.
 *
 * <p>With g and p the reference and the image less their means: {@code 20 log10((max - min of the reference) /
 * sqrt(mean((g - a p)^2)))}, {@code a = <g, p> / <p, p>}, 0 for a flat image. The same for every {@code s p + t}, s
 * being other than 0, negative too.
 */
public final class RiPsnr implements ImageMetric {

    private static final MetricInfo INFO = MetricInfo.of("ri_psnr", "RI-PSNR")
        .variant("range-invariant: after the best scale and offset, peak = range of the reference's own pixels, "
            + "as HazeMatching")
        .range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY).perfect(Double.POSITIVE_INFINITY)
        .needs(Need.REFERENCE).raw()
        .colour("mean over the channels", Channels.ANY)
        .citation("Weigert et al.: Content-aware image restoration: pushing the limits of fluorescence microscopy. "
            + "Nature Methods 15, 2018")
        .build();

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Score score(MetricInput input, Progress progress) {
        MetricImage image = input.image();
        double sum = 0;
        for (int c = 0; c < image.channels(); c++) {
            float[] reference = input.reference().raw(c);
            double range = range(reference);
            if (range == 0) {
                return Score.missing("The reference is flat" + (image.channels() > 1 ? " in channel " + (c + 1) : ""));
            }
            double residual = residual(image, image.raw(c), reference, progress) / image.pixels();
            sum += 20 * StrictMath.log10(range / Math.sqrt(residual));
        }
        return Score.of(sum / image.channels());
    }

    private static double range(float[] plane) {
        float min = plane[0];
        float max = plane[0];
        for (float v : plane) {
            min = Math.min(min, v);
            max = Math.max(max, v);
        }
        return (double)max - min;
    }

    /** The sum of squares that is left of the reference after the best scale and offset of the image. */
    private static double residual(MetricImage size, float[] image, float[] reference, Progress progress) {
        double meanImage = mean(size, image, progress);
        double meanReference = mean(size, reference, progress);
        double square = product(size, image, meanImage, image, meanImage, progress);
        double product = product(size, image, meanImage, reference, meanReference, progress);
        double scale = range(image) == 0 ? 0 : product / square;
        return PixelLoop.sum(size.width(), size.height(), progress, (from, to) -> {
            double sum = 0;
            for (int i = from; i < to; i++) {
                double rest = reference[i] - meanReference - scale * (image[i] - meanImage);
                sum += rest * rest;
            }
            return sum;
        });
    }

    private static double mean(MetricImage size, float[] plane, Progress progress) {
        return PixelLoop.sum(size.width(), size.height(), progress, (from, to) -> {
            double sum = 0;
            for (int i = from; i < to; i++) {
                sum += plane[i];
            }
            return sum;
        }) / size.pixels();
    }

    private static double product(MetricImage size, float[] a, double meanA, float[] b, double meanB,
        Progress progress) {
        return PixelLoop.sum(size.width(), size.height(), progress, (from, to) -> {
            double sum = 0;
            for (int i = from; i < to; i++) {
                sum += (a[i] - meanA) * (b[i] - meanB);
            }
            return sum;
        });
    }
}
