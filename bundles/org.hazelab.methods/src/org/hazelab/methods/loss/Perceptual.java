// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.loss;

import org.hazelab.networks.lpips.LpipsNet;
import org.hazelab.networks.weights.WeightsFolder;

/** The perceptual loss that is wished for. */
public enum Perceptual {

    /** LPIPS if the weights folder has those of VGG16, otherwise the structure loss. */
    AUTOMATIC,
    /** LPIPS, as published; the training fails without the weights of VGG16. */
    LPIPS,
    /** Our structure loss, which needs no weights. */
    STRUCTURE;

    /** Whether it is LPIPS with these weights; otherwise it is the structure loss. */
    public boolean isLpips(WeightsFolder folder) {
        return this == LPIPS || this == AUTOMATIC && folder.find(LpipsNet.VGG.weights()).isPresent();
    }

    /** The name of the term in the history: {@value LpipsLoss#ID} or {@value StructureLoss#ID}. */
    public String id(WeightsFolder folder) {
        return isLpips(folder) ? LpipsLoss.ID : StructureLoss.ID;
    }
}
