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
        return part(item, 1);
    }

    /** Some of the crops, one after another, as a batch of their own. */
    public CropBatch part(int first, int count) {
        return new CropBatch(images.stream().map(image -> items(image, first, count)).toList(),
            Arrays.copyOfRange(crops, first, first + count), names.subList(first, first + count));
    }

    /** One item of a tensor whose first axis counts items, as a tensor with one item. */
    public static FloatTensor item(FloatTensor all, int item) {
        return items(all, item, 1);
    }

    /** Some items of a tensor whose first axis counts items, one after another. */
    public static FloatTensor items(FloatTensor all, int first, int count) {
        int[] shape = all.shape().clone();
        int length = all.values().length / shape[0];
        shape[0] = count;
        return new FloatTensor(shape, Arrays.copyOfRange(all.values(), first * length, (first + count) * length));
    }
}
