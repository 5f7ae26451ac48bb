// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazesb.physics;

import java.util.Arrays;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.haze.DarkChannelPrior;
import org.hazelab.imaging.haze.DcpSettings;
import org.hazelab.imaging.haze.HazeEstimate;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.tensor.FloatTensor;

/**
 * Airlight and transmission of hazy images by the dark channel prior as DehazeSB's published code computes it, {@link
 * DcpSettings#dehazeSb}: what the physical prior starts from. It carries no gradient.
 *
 * <p>Of pixels with the same dark channel the one of lower index comes first, and an airlight below 1e-6 divides as if
 * it were that: the published code leaves both open. The transmission is neither clipped nor bounded from below.
 *
 * @param airlight (batch, 3, 1, 1), 0 black and 1 white
 * @param transmission refined by a guided filter, (batch, 1, rows, columns)
 */
public record PhysicalPrior(FloatTensor airlight, FloatTensor transmission) {

    private static final int CHANNELS = 3;
    private static final ValueRange NETWORK = new ValueRange(-1, 1);

    /**
     * Estimates them.
     *
     * @param hazy (batch, 3, rows, columns), -1 black and 1 white, cut to that
     * @throws IllegalArgumentException if it has another shape
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    public static PhysicalPrior of(FloatTensor hazy, Progress progress) throws HazeLabException {
        int[] shape = hazy.shape();
        if (shape.length != 4 || shape[1] != CHANNELS) {
            throw new IllegalArgumentException("images of the shape " + Arrays.toString(shape));
        }
        int pixels = shape[2] * shape[3];
        FloatTensor airlight = FloatTensor.zeros(shape[0], CHANNELS, 1, 1);
        FloatTensor transmission = FloatTensor.zeros(shape[0], 1, shape[2], shape[3]);
        for (int image = 0; image < shape[0]; image++) {
            float[][] planes = new float[CHANNELS][];
            for (int c = 0; c < CHANNELS; c++) {
                int from = (image * CHANNELS + c) * pixels;
                planes[c] = Arrays.copyOfRange(hazy.values(), from, from + pixels);
            }
            HazeEstimate found = DarkChannelPrior.estimate(FloatImage.of(shape[3], shape[2], NETWORK, planes),
                DcpSettings.dehazeSb(), progress);
            for (int c = 0; c < CHANNELS; c++) {
                airlight.values()[image * CHANNELS + c] = (float)found.airlight().channel(c);
            }
            System.arraycopy(found.transmission().plane(0), 0, transmission.values(), image * pixels, pixels);
        }
        return new PhysicalPrior(airlight, transmission);
    }
}
