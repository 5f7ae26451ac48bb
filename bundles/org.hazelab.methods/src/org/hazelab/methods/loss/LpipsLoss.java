// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.loss;

import java.util.function.UnaryOperator;

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
 * LPIPS with VGG16, version 0.1. A frozen part of the network; its heads are shipped, the weights of VGG16 are the
 * user's, see {@link #open}.
 */
public final class LpipsLoss implements PerceptualLoss {

    /** The name of this loss. */
    public static final String ID = "lpips";

    private static final int SIDE = 224;

    private final Lpips lpips;
    private final UnaryOperator<Value> resized;

    private LpipsLoss(Lpips lpips, UnaryOperator<Value> resized) {
        this.lpips = lpips;
        this.resized = resized;
    }

    /**
     * Declares it at a place of its own, for images that are resized to 224 x 224 pixels (bilinear, corners aligned),
     * as HazeFlow's published code has it.
     */
    public static LpipsLoss of(Scope at) {
        return new LpipsLoss(Lpips.of(at, LpipsNet.VGG), image -> Functions.bilinearTo(image, SIDE, SIDE, true));
    }

    /**
     * Declares it at a place of its own, for images as they are, as DehazeSB's published code has it. Images that are
     * smaller than LPIPS takes are resized to {@value Lpips#SMALLEST_SIDE} pixels (bilinear, edges aligned).
     *
     * @param side rows and columns of the images, at least 1
     */
    public static LpipsLoss ofSide(Scope at, int side) {
        if (side < 1) {
            throw new IllegalArgumentException("images of " + side + " pixels");
        }
        int smallest = Lpips.SMALLEST_SIDE;
        return new LpipsLoss(Lpips.of(at, LpipsNet.VGG),
            side >= smallest ? UnaryOperator.identity()
                : image -> Functions.bilinearTo(image, smallest, smallest, false));
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

    private Value seen(Value image) {
        return resized.apply(image).times(2.0).minus(1.0);
    }
}
