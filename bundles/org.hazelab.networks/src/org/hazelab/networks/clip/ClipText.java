// SPDX-License-Identifier: Apache-2.0
package org.hazelab.networks.clip;

import java.util.Optional;

import org.hazelab.networks.weights.ForeignWeights;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.script.Scope;
import org.hazelab.runtime.script.Value;
import org.hazelab.runtime.script.layers.LayerNorm;

/**
 * The tower of CLIP that reads texts, as a frozen part of a network: gradients flow to the embedded tokens of a prompt.
 * It has no table of tokens: {@link ClipWeights#tokens} reads the few that are needed.
 */
public final class ClipText {

    private final ClipShape.Tower tower;
    private final Parameter positions;
    private final ClipBlocks blocks;
    private final LayerNorm after;
    private final Parameter projection;

    private ClipText(Scope at, ClipShape shape) {
        tower = shape.text();
        Scope text = at.frozen();
        positions = text.parameter("positional_embedding", ForeignWeights.ABSENT, tower.length(), tower.width());
        projection = text.parameter("text_projection", ForeignWeights.ABSENT, tower.width(), tower.features());
        blocks = new ClipBlocks(text, tower);
        after = ClipBlocks.norm(text.at("ln_final"), tower.width());
    }

    /** Declares it, under the names of OpenAI's file behind the scope's path. */
    public static ClipText of(Scope at, ClipShape shape) {
        return new ClipText(at, shape);
    }

    /**
     * The features of prompts, (batch, features), not of length 1. An element sees those before it alone, so that what
     * stands behind the position has no influence, and is not computed.
     *
     * @param prompt embedded tokens without their positions, (batch, tokens, width)
     * @param position where the features are read, from 0
     */
    public Value features(Value prompt, int position) {
        int length = position + 1;
        if (position < 0 || length > tower.length()) {
            throw new IllegalArgumentException("position " + position + " of " + tower.length());
        }
        Value places = prompt.code().call("torch.slice", positions, 0, 0, length);
        Value x = prompt.slice(1, 0, length).plus(places);
        Value mask = prompt.code().expression("torch.triu(torch.new_full({}, [{}, {}], -inf), 1)", places, length,
            length);
        for (int i = 0; i < blocks.count(); i++) {
            x = blocks.of(i, x, Optional.of(mask));
        }
        return after.of(x.apply("select", 1, position)).apply("matmul", projection);
    }
}
