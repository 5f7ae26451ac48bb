// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazesb.data;

import java.util.List;

import org.hazelab.methods.crops.CropBatch;
import org.hazelab.methods.training.TrainingBatch;
import org.hazelab.runtime.tensor.FloatTensor;

/**
 * What a step of DehazeSB is computed from: as many hazy images, other hazy images and clear images, none of which
 * belong together, in [-1, 1].
 *
 * @param hazy the hazy images x_A, (batch, 3, side, side)
 * @param otherHazy hazy images in an order of their own, x_A2, (batch, 3, side, side)
 * @param clear the clear images x_B, (batch, 3, side, side)
 * @param transmission of the hazy images by the dark channel prior, in [0, 1], (batch, 1, side, side)
 * @param airlight of the hazy images by the dark channel prior, in [-1, 1] as the images are, (batch, 3, 1, 1)
 * @param names of the three images of each item, in messages
 */
public record UnpairedBatch(FloatTensor hazy, FloatTensor otherHazy, FloatTensor clear, FloatTensor transmission,
    FloatTensor airlight, List<List<String>> names) implements TrainingBatch<UnpairedBatch> {

    /** The standard deviation of sound pixels, about. */
    private static final double DEVIATION = 0.5;

    public UnpairedBatch {
        names = List.copyOf(names);
    }

    @Override
    public int size() {
        return names.size();
    }

    @Override
    public UnpairedBatch only(int item) {
        return new UnpairedBatch(CropBatch.item(hazy, item), CropBatch.item(otherHazy, item),
            CropBatch.item(clear, item), CropBatch.item(transmission, item), CropBatch.item(airlight, item),
            names.subList(item, item + 1));
    }

    /** Of the three images of an item, the one whose pixels are farthest from the middle. */
    @Override
    public String name(int item) {
        int most = 0;
        for (int image = 1; image < images().size(); image++) {
            // not "greater": what is no number is farther than anything
            most = farthest(images().get(image), item) <= farthest(images().get(most), item) ? most : image;
        }
        return names.get(item).get(most);
    }

    @Override
    public double farthest(int item) {
        double most = 0;
        for (FloatTensor image : images()) {
            most = Math.max(most, farthest(image, item));
        }
        return most;
    }

    private List<FloatTensor> images() {
        return List.of(hazy, otherHazy, clear);
    }

    private double farthest(FloatTensor image, int item) {
        double most = 0;
        int length = image.values().length / size();
        for (int i = item * length; i < (item + 1) * length; i++) {
            most = Math.max(most, Math.abs(image.values()[i]) / DEVIATION);
        }
        return most;
    }
}
