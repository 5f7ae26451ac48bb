// SPDX-License-Identifier: Apache-2.0
package org.hazelab.networks.clip;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.hazelab.networks.weights.ForeignWeights;
import org.hazelab.runtime.script.Scope;
import org.hazelab.runtime.script.Value;
import org.hazelab.runtime.script.layers.Functions;
import org.hazelab.runtime.script.layers.LayerNorm;
import org.hazelab.runtime.script.layers.Linear;
import org.hazelab.runtime.script.layers.MultiHeadAttention;

/** The transformer of a tower: blocks of attention and of two linear maps, each behind a layer normalisation. */
final class ClipBlocks {

    private static final int WIDER = 4;

    private final List<Block> blocks = new ArrayList<>();

    /** @param at the tower's place, frozen */
    ClipBlocks(Scope at, ClipShape.Tower tower) {
        Scope place = at.at("transformer.resblocks");
        for (int i = 0; i < tower.blocks(); i++) {
            blocks.add(Block.of(place.at(i), tower.width()));
        }
    }

    private record Block(MultiHeadAttention attention, LayerNorm first, Linear wide, Linear narrow, LayerNorm second) {

        static Block of(Scope at, int width) {
            Scope attention = at.at("attn");
            MultiHeadAttention heads = new MultiHeadAttention(
                attention.parameter("in_proj_weight", ForeignWeights.ABSENT, 3 * width, width),
                attention.parameter("in_proj_bias", ForeignWeights.ABSENT, 3 * width),
                linear(attention.at("out_proj"), width, width), width / ClipShape.HEAD);
            return new Block(heads, norm(at.at("ln_1"), width), linear(at.at("mlp.c_fc"), width, WIDER * width),
                linear(at.at("mlp.c_proj"), WIDER * width, width), norm(at.at("ln_2"), width));
        }

        Value of(Value x, Optional<Value> mask) {
            Value seen = x.plus(attention.of(first.of(x), mask));
            return seen.plus(narrow.of(Functions.quickGelu(wide.of(second.of(seen)))));
        }
    }

    private static Linear linear(Scope at, int in, int out) {
        return new Linear(at.parameter("weight", ForeignWeights.ABSENT, out, in),
            at.parameter("bias", ForeignWeights.ABSENT, out));
    }

    /** A layer normalisation whose numbers a file gives. */
    static LayerNorm norm(Scope at, int width) {
        return new LayerNorm(at.parameter("weight", ForeignWeights.ABSENT, width),
            at.parameter("bias", ForeignWeights.ABSENT, width));
    }

    int count() {
        return blocks.size();
    }

    /** Block number i, from 0. */
    Value of(int i, Value x, Optional<Value> mask) {
        return blocks.get(i).of(x, mask);
    }
}
