// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Optional;

import org.hazelab.runtime.tensor.FloatTensor;

import ai.djl.pytorch.jni.TorchCalls;

/**
 * A tensor in libtorch's memory. Made by a {@link DeviceScope}, which frees it, unless it is kept: then the code
 * that keeps it closes it. All but {@link #close} is to be called inside of {@link ComputeDevice#run}, on the device it
 * was made for.
 */
public final class DeviceTensor implements AutoCloseable {

    /** What one direct buffer can span. */
    private static final int MOST_VALUES = Integer.MAX_VALUE / Float.BYTES;

    private final ComputeDevice device;
    private long address;

    DeviceTensor(ComputeDevice device, long address) {
        this.device = device;
        this.address = address;
    }

    /**
     * How many squares, images or the like one tensor has room for, however much memory there is.
     *
     * @param shape of one of them
     * @return 0 if there is none even for one
     */
    public static int fitting(int... shape) {
        return (int)(MOST_VALUES / Math.max(1, FloatTensor.size(shape)));
    }

    /** A copy of values in libtorch's memory. */
    static DeviceTensor copyOf(ComputeDevice device, FloatTensor tensor) {
        requireSize(tensor.values().length);
        long cpu = Torch.call(device, () -> TorchCalls.empty(Arrays.stream(tensor.shape()).asLongStream().toArray()));
        if (tensor.values().length > 0) {
            floats(cpu).put(tensor.values());
        }
        if (device.isCpu()) {
            return new DeviceTensor(device, cpu);
        }
        try {
            return new DeviceTensor(device, Torch.call(device, () -> TorchCalls.toFloat(cpu, device.address())));
        } finally {
            TorchCalls.deleteTensor(cpu);
        }
    }

    /** The lengths of the axes. */
    public int[] shape() {
        return Arrays.stream(TorchCalls.shape(address())).mapToInt(Math::toIntExact).toArray();
    }

    /** A copy of the values, whole numbers and truth values as floats. */
    public FloatTensor get() {
        return read(address());
    }

    /** Writes values over these; the shape stays. What refers to this tensor, such as a module, sees them. */
    public void set(FloatTensor values) {
        long target = address();
        if (!Arrays.equals(values.shape(), shape())) {
            throw new IllegalArgumentException(values + " into a tensor of the shape " + Arrays.toString(shape()));
        }
        try (DeviceTensor source = copyOf(device, values)) {
            TorchCalls.setGradientMode(false);
            Torch.call(device, () -> TorchCalls.copyInto(target, source.address));
        }
    }

    /** As {@link #set(FloatTensor)}, from a tensor of the same shape on the same device. */
    public void set(DeviceTensor values) {
        long target = address();
        long source = values.address();
        if (!Arrays.equals(values.shape(), shape())) {
            throw new IllegalArgumentException("values of the shape " + Arrays.toString(values.shape())
                + " into a tensor of the shape " + Arrays.toString(shape()));
        }
        TorchCalls.setGradientMode(false);
        Torch.call(device, () -> TorchCalls.copyInto(target, source));
    }

    /**
     * Computes the gradient of the sum of these values by all that they were computed from with a gradient. It is added
     * to what is there, see {@link #clearGradient}, and the graph is gone afterwards.
     *
     * @throws IllegalStateException if these values do not come from {@link DeviceScope#train}
     */
    public void backward() {
        long tensor = address();
        try (DeviceTensor ones = new DeviceTensor(device, TorchCalls.onesLike(tensor, device.address()))) {
            Torch.call(device, () -> TorchCalls.backward(tensor, ones.address));
        }
    }

    /** A copy of the gradient, if there is one. */
    public Optional<FloatTensor> gradient() {
        long gradient = TorchCalls.gradient(address());
        if (gradient == 0) {
            return Optional.empty();
        }
        try (DeviceTensor tensor = new DeviceTensor(device, gradient)) {
            return Optional.of(tensor.get());
        }
    }

    /** Sets the gradient to zeros. */
    public void clearGradient() {
        TorchCalls.clearGradient(address());
    }

    /** Frees the memory, unless something else refers to it. May be called again, and from any thread. */
    @Override
    public synchronized void close() {
        if (address != 0) {
            TorchCalls.deleteTensor(address);
            address = 0;
        }
    }

    synchronized long address() {
        device.requireTurn();
        if (address == 0) {
            throw new IllegalStateException("the tensor is closed");
        }
        return address;
    }

    private FloatTensor read(long tensor) {
        long cpu = Torch.call(device, () -> TorchCalls.toCpuFloat(tensor));
        try {
            long rows = Torch.call(device, () -> TorchCalls.toContiguous(cpu));
            try {
                int[] shape = Arrays.stream(TorchCalls.shape(rows)).mapToInt(Math::toIntExact).toArray();
                int size = requireSize(FloatTensor.size(shape));
                float[] values = new float[size];
                if (size > 0) {
                    floats(rows).get(values);
                }
                return new FloatTensor(shape, values);
            } finally {
                TorchCalls.deleteTensor(rows);
            }
        } finally {
            TorchCalls.deleteTensor(cpu);
        }
    }

    private static FloatBuffer floats(long tensor) {
        return TorchCalls.memory(tensor).asFloatBuffer();
    }

    private static int requireSize(long values) {
        if (values > MOST_VALUES) {
            throw new IllegalArgumentException(values + " values; at most " + MOST_VALUES + " go at once");
        }
        return (int)values;
    }
}
