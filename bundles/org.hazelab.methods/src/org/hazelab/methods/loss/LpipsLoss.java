// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.loss;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.networks.lpips.Lpips;
import org.hazelab.networks.lpips.LpipsNet;
import org.hazelab.networks.weights.PartWeights;
import org.hazelab.networks.weights.WeightsFolder;
import org.hazelab.runtime.script.Scope;
import org.hazelab.runtime.script.Value;
import org.hazelab.runtime.script.layers.Functions;

/**
 * LPIPS with VGG16, version 0.1, of images that are resized to 224 x 224 pixels (bilinear, corners aligned), as
 * HazeFlow's published code has it. A frozen part of the network; its heads are shipped, the weights of VGG16 are the
 * user's, see {@link #open}.
 */
public final class LpipsLoss implements PerceptualLoss {

    /** The name of this loss. */
    public static final String ID = "lpips";

    private static final int SIDE = 224;

    private final Lpips lpips;

    private LpipsLoss(Lpips lpips) {
        this.lpips = lpips;
    }

    /** Declares it at a place of its own. */
    public static LpipsLoss of(Scope at) {
        return new LpipsLoss(Lpips.of(at, LpipsNet.VGG));
    }

    /**
     * Opens the weights.
     *
     * @throws HazeLabException if the file of VGG16's weights is missing or not the published one
     */
    public PartWeights open(WeightsFolder folder, Progress progress) throws HazeLabException {
        return lpips.open(folder, progress);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "LPIPS (VGG16, version 0.1)";
    }

    @Override
    public Value distances(Value x, Value y) {
        return lpips.distances(seen(x), seen(y));
    }

    private static Value seen(Value image) {
        return Functions.bilinearTo(image, SIDE, SIDE, true).times(2.0).minus(1.0);
    }
}
