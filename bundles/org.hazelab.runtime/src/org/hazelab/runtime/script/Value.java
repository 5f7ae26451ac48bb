// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.script;

import java.util.stream.Stream;

import org.hazelab.runtime.tensor.Precision;

/**
 * What an operation of a network yields when it runs: in Java a name, in TorchScript a variable that is set once.
 *
 * <p>Images are tensors of (batch, channel, row, column). An operation with {@code _} at the end of its TorchScript
 * name changes its first operand; here those are the methods that say "into".
 */
public final class Value {

    private final Code code;
    private final String name;

    Value(Code code, String name) {
        this.code = code;
        this.name = name;
    }

    /** The method that this value belongs to. */
    public Code code() {
        return code;
    }

    /** Any operation whose first operand is this value: {@code torch.name(this, operands...)}. */
    public Value apply(String operation, Object... operands) {
        return code.call("torch." + operation, Stream.concat(Stream.of(this), Stream.of(operands)).toArray());
    }

    /** As the code's precision multiplies: bfloat16 in {@link Precision#FAST}, the value itself in the other one. */
    public Value reduced() {
        return code.reduced(this);
    }

    /** As 32-bit floats, whatever the code's precision. */
    public Value full() {
        return code.full(this);
    }

    /** The sum with a value (shapes are broadcast) or a number. */
    public Value plus(Object other) {
        return apply("add", other);
    }

    /**
     * The sum, written over this value, which must not be used afterwards, not even by an operation that keeps its
     * result for the gradient. The result of a convolution is such a value.
     */
    public Value addInto(Value other) {
        return apply("add_", other);
    }

    /** The difference to a value or number. */
    public Value minus(Object other) {
        return apply("sub", other);
    }

    /** The product with a value (element by element) or a number. */
    public Value times(Object other) {
        return apply("mul", other);
    }

    /**
     * x times sigmoid(x), in a method without gradients written over this value, which must not be used afterwards.
     */
    public Value siluInto() {
        return apply(code.gradients() ? "silu" : "silu_");
    }

    /** The channels of this value, then those of another one. */
    public Value concat(Value other) {
        return code.call("torch.cat", code.list(this, other), 1);
    }

    /** The same values in another shape; -1 stands for what is left over. */
    public Value reshaped(int... shape) {
        return apply("reshape", shape);
    }

    /** The part of an axis from {@code from} to {@code to}, exclusive; shares memory. */
    public Value slice(int axis, int from, int to) {
        return apply("slice", axis, from, to);
    }

    /** Axes of equal meaning exchanged; shares memory. */
    public Value transposed(int one, int other) {
        return apply("transpose", one, other);
    }

    /** Twice the rows and columns, each pixel repeated. */
    public Value doubled() {
        return apply("upsample_nearest2d", Code.NONE, new double[] {2, 2});
    }

    /** In the memory order in which convolutions run fastest: channels next to each other. */
    public Value channelsLast() {
        return code.call("torch.contiguous", this, Code.named("memory_format", 2));
    }

    /** In row-major memory order. */
    public Value contiguous() {
        return apply("contiguous");
    }

    /** The mean of all elements, a tensor without axes. */
    public Value mean() {
        return full().apply("mean");
    }

    /** The name of the variable. */
    @Override
    public String toString() {
        return name;
    }
}
