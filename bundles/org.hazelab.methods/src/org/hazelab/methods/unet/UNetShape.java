// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.unet;

import java.util.List;
import java.util.Set;

/**
 * What a U-Net consists of.
 *
 * @param in channels of the input
 * @param out channels of the output
 * @param width channels of the first layer; the channels of a level are this times its multiplier, rounded down
 * @param multipliers one a level, from the full resolution down; each level halves rows and columns
 * @param residualBlocks residual blocks of each level on the way down; on the way up there is one more
 * @param attention the reductions of the resolution at which attention follows each residual block, such as 8 where a
 *            side is an eighth of the input's; the middle always has attention
 * @param heads of attention; each level with attention and the lowest one have a multiple of them as channels
 */
public record UNetShape(int in, int out, int width, List<Double> multipliers, int residualBlocks,
    Set<Integer> attention, int heads) {

    public UNetShape {
        multipliers = List.copyOf(multipliers);
        attention = Set.copyOf(attention);
        if (multipliers.isEmpty() || residualBlocks < 1) {
            throw new IllegalArgumentException("A U-Net has a level and a residual block at least");
        }
    }

    /** The channels of a level, 0 being the full resolution. */
    int channels(int level) {
        return (int)(multipliers.get(level) * width);
    }

    int levels() {
        return multipliers.size();
    }

    /** Rows and columns of the input are multiples of this number. */
    public int multiple() {
        return 1 << levels() - 1;
    }

    /** The length of the embedded time. */
    int embedding() {
        return 4 * width;
    }
}
