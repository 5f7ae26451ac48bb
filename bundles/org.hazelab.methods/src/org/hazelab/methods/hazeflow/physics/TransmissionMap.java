// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.physics;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.haze.DarkChannelPrior;
import org.hazelab.imaging.haze.DcpSettings;
import org.hazelab.imaging.task.Progress;

/** Which transmission the network is told first: all are by the dark channel prior. */
public enum TransmissionMap {

    /** As the authors' sampler: the airlight is estimated, the map not cut. */
    AUTHORS(DcpSettings.hazeFlow()),

    /** As the authors' training makes the network's input: the airlight is white. */
    AUTHORS_TRAINING(DcpSettings.hazeFlowTraining()),

    /** As He, Sun and Tang: their airlight, a narrower guided filter, the map cut to 0 to 1. */
    HE(DcpSettings.he2011());

    private final DcpSettings settings;

    TransmissionMap(DcpSettings settings) {
        this.settings = settings;
    }

    /**
     * The transmission of an image.
     *
     * @param planes red, green and blue in 0 to 1, which they are cut to
     * @return a plane of as many pixels, 1 where there is no haze; it may leave 0 to 1 slightly
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    public float[] of(int width, int height, float[][] planes, Progress progress) throws HazeLabException {
        FloatImage image = FloatImage.of(width, height, ValueRange.UNIT, planes);
        return DarkChannelPrior.estimate(image, settings, progress).transmission().plane(0);
    }
}
