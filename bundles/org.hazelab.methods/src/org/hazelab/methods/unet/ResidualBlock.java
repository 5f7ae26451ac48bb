// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.unet;

import org.hazelab.imaging.Nullable;
import org.hazelab.runtime.script.Scope;
import org.hazelab.runtime.script.Value;
import org.hazelab.runtime.script.layers.Conv2d;
import org.hazelab.runtime.script.layers.GroupNorm;
import org.hazelab.runtime.script.layers.Linear;

/**
 * Two convolutions, each after group normalisation and SiLU, the embedded time added to the result of the first one,
 * and the input added to the result of the second one; a 1 x 1 convolution where the channels of the input are others.
 * Started with zeros in the second convolution, so that it begins as the identity.
 */
final class ResidualBlock implements Step {

    private final int out;
    private final GroupNorm norm1;
    private final Conv2d convolution1;
    private final Linear time;
    private final GroupNorm norm2;
    private final Conv2d convolution2;
    /** Null where the input is added as it is. */
    private final @Nullable Conv2d shortcut;

    ResidualBlock(Scope at, int in, int out, int embedding) {
        this.out = out;
        norm1 = GroupNorm.of(at.at("in_layers.0"), UNet.GROUPS, in);
        convolution1 = Conv2d.of(at.at("in_layers.2"), in, out, 3);
        time = Linear.of(at.at("emb_layers.1"), embedding, out);
        norm2 = GroupNorm.of(at.at("out_layers.0"), UNet.GROUPS, out);
        convolution2 = Conv2d.zero(at.at("out_layers.3"), out, out, 3);
        shortcut = in == out ? null : Conv2d.of(at.at("skip_connection"), in, out, 1);
    }

    @Override
    public Value of(Value x, Value embedded) {
        Value h = convolution1.of(norm1.of(x).siluInto());
        h = h.addInto(time.of(embedded).reshaped(-1, out, 1, 1));
        h = convolution2.of(norm2.of(h).siluInto());
        return h.addInto(shortcut == null ? x : shortcut.of(x));
    }
}
