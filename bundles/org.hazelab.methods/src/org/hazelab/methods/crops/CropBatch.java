// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.crops;

import java.util.Arrays;
import java.util.List;

import org.hazelab.runtime.tensor.FloatTensor;

/**
 * Crops of some rows, in units of their images.
 *
 * @param images for each image of a row a tensor of (crops, planes, side, side)
 * @param crops the number of each crop in its round, which its random numbers are drawn by
 * @param names what messages call the rows that the crops are of
 */
public record CropBatch(List<FloatTensor> images, int[] crops, List<String> names) {

    /** How many crops there are. */
    public int size() {
        return crops.length;
    }

    /** One of the crops as a batch of its own. */
    public CropBatch only(int item) {
        return new CropBatch(images.stream().map(image -> item(image, item)).toList(), new int[] {crops[item]},
            List.of(names.get(item)));
    }

    /** One item of a tensor whose first axis counts items, as a tensor with one item. */
    public static FloatTensor item(FloatTensor all, int item) {
        int[] shape = all.shape().clone();
        int length = all.values().length / shape[0];
        shape[0] = 1;
        return new FloatTensor(shape, Arrays.copyOfRange(all.values(), item * length, (item + 1) * length));
    }
}
