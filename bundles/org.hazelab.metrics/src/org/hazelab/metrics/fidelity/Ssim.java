// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.fidelity;

import java.util.List;

import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.Channels;
import org.hazelab.metrics.Derived;
import org.hazelab.metrics.ImageMetric;
import org.hazelab.metrics.Luma;
import org.hazelab.metrics.Metric;
import org.hazelab.metrics.MetricImage;
import org.hazelab.metrics.MetricInfo;
import org.hazelab.metrics.MetricInput;
import org.hazelab.metrics.MetricSource;
import org.hazelab.metrics.Need;
import org.hazelab.metrics.Score;

/** Structural similarity in the variants that papers and packages report. */
public final class Ssim implements MetricSource {

    private static final Derived<Pool> SMALLER_LUMA =
        (image, progress) -> smaller(image, image.get(Luma.YIQ_ROUNDED, progress), progress);

    @Override
    public List<Metric> metrics() {
        return List.of(Variant.values());
    }

    /** What is compared. */
    private enum Planes {
        CHANNELS,
        LUMA,
        SMALLER_CHANNELS,
        SMALLER_LUMA;

        boolean areLuma() {
            return this == LUMA || this == SMALLER_LUMA;
        }
    }

    private enum Variant implements ImageMetric {

        /** With the published window, mean over the channels. */
        SSIM("ssim", "SSIM", Window.GAUSSIAN_11, "", Planes.CHANNELS, Scales.ONE, false),
        /** Of the rounded luma: what pyiqa calls ssim. */
        SSIM_Y("ssim_y", "SSIM (Y)", Window.GAUSSIAN_11, ", negative contrast terms count as 0, as pyiqa", Planes.LUMA,
            Scales.ONE, true),
        /** With the default window of scikit-image, mean over the channels. */
        SSIM_UNIFORM("ssim_uniform", "SSIM (7 x 7)", Window.UNIFORM_7, ", as scikit-image", Planes.CHANNELS, Scales.ONE,
            false),
        /** Of the rounded luma with the default window of scikit-image. */
        SSIM_Y_UNIFORM("ssim_y_uniform", "SSIM (Y, 7 x 7)", Window.UNIFORM_7, ", as scikit-image", Planes.LUMA,
            Scales.ONE, false),
        /** After making the image smaller as the authors recommend, mean over the channels. */
        SSIM_DOWNSAMPLED("ssim_downsampled", "SSIM (downsampled)", Window.GAUSSIAN_11,
            ", after means of f x f pixels, f = round(shorter side / 256), as piq", Planes.SMALLER_CHANNELS, Scales.ONE,
            false),
        /** Of the rounded luma after making it smaller, as the authors' ssim.m does. */
        SSIM_Y_DOWNSAMPLED("ssim_y_downsampled", "SSIM (Y, downsampled)", Window.GAUSSIAN_11,
            ", negative contrast terms count as 0, "
                + "after means of f x f pixels, f = round(shorter side / 256)",
            Planes.SMALLER_LUMA, Scales.ONE, true),
        /** At five scales of the rounded luma: what pyiqa calls ms_ssim. */
        MS_SSIM("ms_ssim", "MS-SSIM", Window.GAUSSIAN_11,
            ", odd sides get a zero in front before they are halved, as pyiqa", Planes.LUMA, Scales.FIVE_ZERO, true),
        /** At five scales, mean over the channels: as piq. */
        MS_SSIM_RGB("ms_ssim_rgb", "MS-SSIM (RGB)", Window.GAUSSIAN_11,
            ", sides are halved after repeating the first pixel if one is odd, as piq", Planes.CHANNELS,
            Scales.FIVE_REPEAT, false);

        private final MetricInfo info;
        private final Planes planes;
        private final Scales scales;
        private final Similarity.Rule rule;

        Variant(String id, String title, Window window, String detail, Planes planes, Scales scales, boolean clip) {
            this.planes = planes;
            this.scales = scales;
            rule = Similarity.Rule.of(window, 255, clip);
            MetricInfo.Builder declared = MetricInfo.of(id, title)
                .variant(scales.words() + window + detail)
                .range(clip || scales != Scales.ONE ? 0 : -1, 1).perfect(1).symmetric().needs(Need.REFERENCE)
                .border("only windows that lie inside the image").smallestSide(scales.smallestSide(window))
                .citation(scales.citation());
            // Version 2: the luma is rounded where pyiqa rounds it.
            info = (planes.areLuma() ? declared.colour(Luma.YIQ_ROUNDED.toString(), Channels.GREY_OR_RGB).version(2)
                : declared.colour("mean over the channels", Channels.ANY)).build();
        }

        @Override
        public MetricInfo info() {
            return info;
        }

        @Override
        public Score score(MetricInput input, Progress progress) {
            int planeCount = planes.areLuma() ? 1 : input.image().channels();
            double sum = 0;
            for (int c = 0; c < planeCount; c++) {
                sum += scales.compare(plane(input.image(), c, progress), plane(input.reference(), c, progress), rule,
                    progress);
            }
            return Score.of(sum / planeCount);
        }

        private Pool plane(MetricImage image, int channel, Progress progress) {
            return switch (planes) {
                case CHANNELS -> new Pool(image.level(channel, progress), image.width(), image.height());
                case LUMA -> new Pool(image.get(Luma.YIQ_ROUNDED, progress), image.width(), image.height());
                case SMALLER_CHANNELS -> smaller(image, image.level(channel, progress), progress);
                case SMALLER_LUMA -> image.get(SMALLER_LUMA, progress);
            };
        }
    }

    private static Pool smaller(MetricImage size, double[] plane, Progress progress) {
        return Pool.by(Pool.factor(size.width(), size.height()), plane, size.width(), size.height(), progress);
    }
}
