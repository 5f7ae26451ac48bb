// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.fidelity;

import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.Derived;
import org.hazelab.metrics.MetricImage;
import org.hazelab.metrics.MetricInput;
import org.hazelab.metrics.PixelLoop;

/** Mean differences between the levels of an image and of its reference. */
final class Differences {

    private Differences() {
    }

    /** The mean square over all pixels and channels. */
    static double meanSquare(MetricInput input, Progress progress) {
        MetricImage image = input.image();
        double sum = 0;
        for (int c = 0; c < image.channels(); c++) {
            sum += square(image, image.level(c, progress), input.reference().level(c, progress), progress);
        }
        return sum / ((double)image.pixels() * image.channels());
    }

    /** The mean square over the pixels of a plane that is derived from both. */
    static double meanSquare(MetricInput input, Derived<double[]> plane, Progress progress) {
        MetricImage image = input.image();
        return square(image, image.get(plane, progress), input.reference().get(plane, progress), progress)
            / image.pixels();
    }

    private static double square(MetricImage size, double[] a, double[] b, Progress progress) {
        return PixelLoop.sum(size.width(), size.height(), progress, (from, to) -> {
            double sum = 0;
            for (int i = from; i < to; i++) {
                sum += (a[i] - b[i]) * (a[i] - b[i]);
            }
            return sum;
        });
    }

    /** The mean of the absolute values over all pixels and channels. */
    static double meanAbsolute(MetricInput input, Progress progress) {
        MetricImage image = input.image();
        double total = 0;
        for (int c = 0; c < image.channels(); c++) {
            double[] a = image.level(c, progress);
            double[] b = input.reference().level(c, progress);
            total += PixelLoop.sum(image.width(), image.height(), progress, (from, to) -> {
                double sum = 0;
                for (int i = from; i < to; i++) {
                    sum += Math.abs(a[i] - b[i]);
                }
                return sum;
            });
        }
        return total / ((double)image.pixels() * image.channels());
    }
}
