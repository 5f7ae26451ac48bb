// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.training;

import java.nio.file.Path;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.methods.hazeflow.training.HazeFlowRecipe;
import org.hazelab.methods.hazeflow.training.settings.HazeFlowSettings;
import org.hazelab.networks.lpips.LpipsNet;
import org.hazelab.networks.weights.WeightsFolder;
import org.hazelab.runtime.Setting;

/** The user's folder with the weights of LPIPS's network, which a training compares images by if they are there. */
public final class LpipsWeights {

    private final WeightsFolder folder;

    private LpipsWeights(WeightsFolder folder) {
        this.folder = folder;
    }

    /**
     * Weights in a folder.
     *
     * @param folder of a node's dialog; empty for the computer's
     * @throws HazeLabException if the computer's setting is no whole path
     */
    public static LpipsWeights in(Optional<Path> folder) throws HazeLabException {
        return new LpipsWeights(folder.isEmpty() ? WeightsFolder.ofMachine()
            : new WeightsFolder(new Setting<>(folder, "the node's dialog")));
    }

    /** The name of the file that is looked for. */
    public static String fileName() {
        return LpipsNet.VGG.weights().file();
    }

    /** The file; empty if it is not there. */
    public Optional<Path> file() {
        return folder.find(LpipsNet.VGG.weights());
    }

    /** The folder; empty if none is set. */
    public Optional<Path> folder() {
        return folder.folder().value();
    }

    /** A training of HazeFlow that may use them, whose validation pairs are scored by PSNR and SSIM. */
    public HazeFlowRecipe recipe(HazeFlowSettings settings) {
        return new HazeFlowRecipe(settings, folder, new PairScores());
    }
}
