// SPDX-License-Identifier: Apache-2.0
package org.hazelab.networks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.hazelab.networks.weights.ForeignWeights;
import org.hazelab.runtime.script.Conv2d;
import org.hazelab.runtime.script.Functions;
import org.hazelab.runtime.script.Scope;
import org.hazelab.runtime.script.Value;

/**
 * The layers that torchvision calls {@code features}, by their numbers there, of a network that others have
 * trained. Their parameters are frozen; gradients flow to the image.
 */
public final class Features {

    private final List<UnaryOperator<Value>> layers;

    private Features(List<UnaryOperator<Value>> layers) {
        this.layers = List.copyOf(layers);
    }

    /** How many layers there are, activations and pooling included. */
    public int count() {
        return layers.size();
    }

    /**
     * Runs some of the layers.
     *
     * @param from the first layer
     * @param to the layer behind the last
     * @param x what layer {@code from} takes; it is not written over
     */
    public Value through(int from, int to, Value x) {
        Value value = x;
        for (UnaryOperator<Value> layer : layers.subList(from, to)) {
            value = layer.apply(value);
        }
        return value;
    }

    /** Declares layers one after the other; each gets the next number. */
    static final class Builder {

        private final Scope at;
        private final List<UnaryOperator<Value>> layers = new ArrayList<>();

        /** @param at where the network is declared; its layers are below {@code features} there */
        Builder(Scope at) {
            this.at = at.frozen().at("features");
        }

        /** The place of the next layer. */
        Scope next() {
            return at.at(layers.size());
        }

        Builder add(UnaryOperator<Value> layer) {
            layers.add(layer);
            return this;
        }

        /** A convolution, and the ReLU behind it, which has a number of its own. */
        Builder convolution(int in, int out, int size, int stride, int padding) {
            Conv2d convolution = Features.convolution(next(), in, out, size).withStride(stride).withPadding(padding);
            return add(convolution::of).add(Features::reluInto);
        }

        /** The largest of 3 x 3 or 2 x 2 pixels, every second row and column. */
        Builder maxPool(int size) {
            return add(x -> Functions.maxPool(x, size, 2));
        }

        Features build() {
            return new Features(layers);
        }
    }

    /** A convolution with bias that keeps the size of the image, its weights read from a file. */
    static Conv2d convolution(Scope at, int in, int out, int size) {
        return new Conv2d(at.parameter("weight", ForeignWeights.ABSENT, out, in, size, size),
            Optional.of(at.parameter("bias", ForeignWeights.ABSENT, out)), 1, size / 2, 1);
    }

    /** ReLU, written over the result of a convolution, which does not need it for the gradient. */
    static Value reluInto(Value x) {
        return x.apply("relu_");
    }
}
