// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazesb.network;

import java.util.Optional;

import org.hazelab.runtime.script.Scope;
import org.hazelab.runtime.script.Value;
import org.hazelab.runtime.script.layers.Conv2d;
import org.hazelab.runtime.script.layers.GroupNorm;
import org.hazelab.runtime.script.layers.Linear;

/**
 * A residual block of the generator: two convolutions with group normalisation, the first result scaled and shifted by
 * the latent vector, the second one added to the input. See {@link ResidualMode} for the first convolution.
 */
final class GeneratorBlock {

    private final ResidualMode mode;
    private final int channels;
    private final Conv2d firstConvolution;
    private final GroupNorm firstNorm;
    private final Conv2d secondConvolution;
    private final GroupNorm secondNorm;
    private final Linear style;
    private final Linear time;

    /** Declares the parameters; what does not reach the result is frozen. */
    GeneratorBlock(Scope at, GeneratorShape shape, ResidualMode mode) {
        this.mode = mode;
        channels = shape.lowest();
        firstConvolution = Layers.unpadded(alive(at, mode).at("conv_block.1"), channels, channels);
        firstNorm = GroupNorm.of(at.at("conv_block.2"), GeneratorShape.groups(channels), channels);
        secondConvolution = Layers.unpadded(at.at("conv_fin.2"), channels, channels);
        secondNorm = GroupNorm.of(at.at("conv_fin.3"), GeneratorShape.groups(channels), channels);
        style = Layers.linear(at.at("adaptive.style_net"), shape.latent(), 2 * channels);
        time = Layers.linear(alive(at, mode).at("Dense_time"), shape.lowest(), channels);
        Layers.linear(at.frozen().at("style"), shape.latent(), 2 * channels); // the authors' block has it and no use
    }

    /** Where parameters are declared that the time goes through. */
    static Scope alive(Scope at, ResidualMode mode) {
        return mode == ResidualMode.COMPAT ? at.frozen() : at;
    }

    /**
     * Computes the block.
     *
     * @param latent (batch, latent)
     * @param times (1, channels) in {@link ResidualMode#FIXED}, otherwise empty
     */
    Value of(Value x, Value latent, Optional<Value> times) {
        Value first = x;
        if (mode == ResidualMode.FIXED) {
            Value bias = Layers.perChannel(time.of(times.orElseThrow()), channels);
            first = firstConvolution.of(Layers.mirrored(x.plus(bias)));
        }
        Value styles = style.of(latent);
        Value scale = Layers.perChannel(styles.slice(1, 0, channels), channels);
        Value shift = Layers.perChannel(styles.slice(1, channels, 2 * channels), channels);
        Value styled = Layers.reluInto(shift.code().call("torch.addcmul", shift, firstNorm.of(first), scale));
        return secondNorm.of(secondConvolution.of(Layers.mirrored(styled))).addInto(x);
    }
}
