// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.network;

import org.hazelab.runtime.script.Code;
import org.hazelab.runtime.script.Scope;
import org.hazelab.runtime.script.Value;
import org.hazelab.runtime.script.layers.GroupNorm;
import org.hazelab.runtime.script.layers.Nin;

/**
 * Attention of every pixel to every pixel with one head, as score-based generative models have it (Song et al., 2021):
 * group normalisation, a matrix each for queries, keys and values, another one for what is seen, the input added, the
 * sum over the square root of 2.
 */
final class AttentionBlock {

    private static final double SCALE = 0.1;

    private final int channels;
    private final GroupNorm norm;
    private final Nin queries;
    private final Nin keys;
    private final Nin values;
    private final Nin projection;

    /** Declares the block's parameters. */
    AttentionBlock(Scope at, int channels) {
        this.channels = channels;
        norm = ResidualBlock.norm(at.at("GroupNorm_0"), channels);
        queries = Nin.of(at.at("NIN_0"), channels, channels, SCALE);
        keys = Nin.of(at.at("NIN_1"), channels, channels, SCALE);
        values = Nin.of(at.at("NIN_2"), channels, channels, SCALE);
        projection = Nin.of(at.at("NIN_3"), channels, channels, ResidualBlock.ALMOST_ZERO);
    }

    /** As linear maps of pixels (batch, pixel, channel), which with channels innermost moves nothing in memory. */
    Value of(Value x) {
        Code code = x.code();
        Value pixels = norm.of(x).apply("flatten", 2).transposed(1, 2);
        Value matrix = code.call("torch.cat", code.list(queries.weight(), keys.weight(), values.weight()), 1);
        Value bias = code.call("torch.cat", code.list(queries.bias(), keys.bias(), values.bias()), 0);
        Value parts = pixels.apply("matmul", matrix).addInto(bias).apply("unsqueeze", 1);
        Value seen = code.call("torch.scaled_dot_product_attention", parts.slice(3, 0, channels),
            parts.slice(3, channels, 2 * channels), parts.slice(3, 2 * channels, 3 * channels));
        Value result = seen.apply("squeeze", 1).apply("matmul", projection.weight()).plus(projection.bias());
        return ResidualBlock.shared(x.plus(code.call("torch.view_as", result.transposed(1, 2), x)));
    }
}
