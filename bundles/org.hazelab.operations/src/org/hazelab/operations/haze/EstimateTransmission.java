// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.haze;

import java.util.Objects;
import java.util.concurrent.CancellationException;

import org.hazelab.imaging.FinitePixels;
import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.haze.Airlight;
import org.hazelab.imaging.haze.DarkChannelPrior;
import org.hazelab.imaging.haze.DcpSettings;
import org.hazelab.imaging.haze.HazeEstimate;
import org.hazelab.imaging.haze.RecoverySettings;
import org.hazelab.imaging.task.Progress;

/**
 * From a hazy picture to its transmission, its airlight and the picture without haze, by the dark channel prior.
 *
 * <p>May be run by several threads at once. At most 8 float planes of the picture's size are alive at a time, the three
 * of the picture included; the estimate's scratch is free before the dehazed planes are made.
 */
public final class EstimateTransmission {

    private final Config config;

    /**
     * @param estimation how transmission and airlight are found
     * @param recovery how the scene is recovered from them
     */
    public record Config(DcpSettings estimation, RecoverySettings recovery) {

        /** As published by He et al. in 2011, the result cut to the picture's range as their pictures are. */
        public static final Config HE_2011 =
            new Config(DcpSettings.he2011(), RecoverySettings.he2011().withClip(true));

        public Config {
            Objects.requireNonNull(estimation);
            Objects.requireNonNull(recovery);
        }

        /** @throws HazeLabException if a setting is out of its bounds; what {@link #run} would throw, but before */
        public void check() throws HazeLabException {
            estimation.check();
            recovery.check();
        }
    }

    /**
     * @param haze the transmission, the airlight and what was noticed
     * @param dehazed the picture without haze, of the picture's size, channels and value range
     */
    public record Result(HazeEstimate haze, FloatImage dehazed) {
    }

    public EstimateTransmission(Config config) {
        this.config = Objects.requireNonNull(config);
    }

    /**
     * Estimates and removes the haze of a picture.
     *
     * @param image one channel (grey) or three (red, green, blue), any value range; not changed. NaN is left out of the
     *     estimate and stays NaN, infinities count as the ends of the range in it
     * @throws HazeLabException if the picture is neither, has no finite pixel, or a setting is out of its bounds
     * @throws CancellationException if the user has cancelled
     */
    public Result run(FloatImage image, Progress progress) throws HazeLabException {
        return run(image, config.estimation(), progress);
    }

    /**
     * As {@link #run(FloatImage, Progress)} under an airlight that is known, whatever the configured rule: pictures of
     * a series, tiles and crops share the airlight of one of them and so come out alike.
     */
    public Result run(FloatImage image, Airlight airlight, Progress progress) throws HazeLabException {
        DcpSettings estimation = config.estimation();
        return run(image, estimation.withAirlight(estimation.airlight().withGiven(airlight)), progress);
    }

    private Result run(FloatImage image, DcpSettings estimation, Progress progress) throws HazeLabException {
        config.recovery().check();
        FinitePixels.requireSome(image, "The image", "Check how it was made: it contains nothing to dehaze");
        HazeEstimate haze = DarkChannelPrior.estimate(image, estimation, progress.part(0, 0.85, ""));
        FloatImage dehazed = DarkChannelPrior.recover(image, haze.transmission(), haze.airlight(), config.recovery(),
            progress.part(0.85, 1, ""));
        FinitePixels.requireSome(dehazed, "The dehazed image", "Choose other settings, such as a larger t0");
        progress.report(1, "dehazed image");
        return new Result(haze, dehazed);
    }
}
