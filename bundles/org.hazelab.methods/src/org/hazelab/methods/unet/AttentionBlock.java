// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.unet;

import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.script.Scope;
import org.hazelab.runtime.script.Value;
import org.hazelab.runtime.script.layers.Conv1d;
import org.hazelab.runtime.script.layers.GroupNorm;

/**
 * Attention of every pixel to every pixel (Vaswani et al., "Attention is all you need", 2017): group normalisation,
 * queries, keys and values by a 1 x 1 convolution, softmax of their products over the square root of a head's channels,
 * another 1 x 1 convolution, started with zeros, and the input added. The channels of the first convolution are ordered
 * by head, then query, key and value.
 */
final class AttentionBlock implements Step {

    private final int channels;
    private final int heads;
    private final GroupNorm norm;
    private final Conv1d queriesKeysValues;
    private final Conv1d projection;

    AttentionBlock(Scope at, int channels, int heads) {
        if (channels % heads != 0) {
            throw new IllegalArgumentException(channels + " channels for " + heads + " heads");
        }
        this.channels = channels;
        this.heads = heads;
        norm = GroupNorm.of(at.at("norm"), UNet.GROUPS, channels);
        queriesKeysValues = Conv1d.of(at.at("qkv"), channels, 3 * channels);
        projection = Conv1d.zero(at.at("proj_out"), channels, channels);
    }

    /** As linear maps of pixels (batch, pixel, channel), which with channels innermost moves nothing in memory. */
    @Override
    public Value of(Value x, Value time) {
        int width = channels / heads;
        Value pixels = norm.of(x).apply("flatten", 2).transposed(1, 2);
        Value parts = linear(queriesKeysValues, pixels).apply("unflatten", 2, new int[] {heads, 3 * width})
            .transposed(1, 2);
        Value seen = x.code().call("torch.scaled_dot_product_attention", parts.slice(3, 0, width),
            parts.slice(3, width, 2 * width), parts.slice(3, 2 * width, 3 * width));
        Value result = linear(projection, seen.transposed(1, 2).apply("flatten", 2));
        return x.plus(x.code().call("torch.view_as", result.transposed(1, 2), x));
    }

    private static Value linear(Conv1d convolution, Value x) {
        Parameter weight = convolution.weight();
        Value matrix = x.code().weight(weight.name() + ":matrix", 2, code -> code.call("torch.squeeze", weight, 2));
        return x.reduced().apply("linear", matrix, x.code().weight(convolution.bias()));
    }
}
