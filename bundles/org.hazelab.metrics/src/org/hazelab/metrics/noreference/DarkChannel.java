// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.noreference;

import org.hazelab.imaging.filter.MinFilter;
import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.Channels;
import org.hazelab.metrics.ImageMetric;
import org.hazelab.metrics.MetricInfo;
import org.hazelab.metrics.Score;
import org.hazelab.metrics.image.MetricImage;
import org.hazelab.metrics.image.MetricInput;
import org.hazelab.metrics.image.PixelLoop;

/** The mean of the dark channel: near 0 in clear outdoor photographs, growing with haze. */
public final class DarkChannel implements ImageMetric {

    private static final int WINDOW = 15;

    private static final MetricInfo INFO = MetricInfo.of("dark_channel", "Dark channel mean")
        .variant("mean over the pixels of the smallest color level in a window of 15 x 15, divided by 255")
        .lowerIsBetter()
        .colour("smallest of red, green and blue", Channels.GREY_OR_RGB)
        .border("pixels outside are ignored")
        .citation("He, Sun, Tang: Single Image Haze Removal Using Dark Channel Prior. "
            + "IEEE Transactions on Pattern Analysis and Machine Intelligence 33(12), 2011")
        .build();

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Score score(MetricInput input, Progress progress) {
        MetricImage image = input.image();
        double[] r = image.level(0, progress);
        double[] g = image.level(1, progress);
        double[] b = image.level(2, progress);
        float[] dark = new float[image.pixels()];
        PixelLoop.run(image.width(), image.height(), progress, (from, to) -> {
            for (int i = from; i < to; i++) {
                dark[i] = (float)Math.min(Math.min(r[i], g[i]), b[i]);
            }
        });
        MinFilter.filter(image.width(), image.height(), dark, WINDOW, progress);
        double sum = PixelLoop.sum(image.width(), image.height(), progress, (from, to) -> {
            double part = 0;
            for (int i = from; i < to; i++) {
                part += dark[i];
            }
            return part;
        });
        return Score.of(sum / image.pixels() / 255);
    }
}
