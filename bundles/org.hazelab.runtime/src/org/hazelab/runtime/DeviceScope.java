// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime;

import java.util.ArrayList;
import java.util.List;

import org.hazelab.runtime.tensor.FloatTensor;

import ai.djl.pytorch.jni.TorchCalls;

/** One turn on a device: makes tensors, runs methods of modules, and frees at its end what was not kept. */
public final class DeviceScope implements AutoCloseable {

    private final ComputeDevice device;
    private final List<DeviceTensor> tensors = new ArrayList<>();

    DeviceScope(ComputeDevice device) {
        this.device = device;
    }

    /** Copies values to the device. */
    public DeviceTensor put(FloatTensor values) {
        return own(DeviceTensor.copyOf(device, values));
    }

    /** A copy of a tensor that stays on the device. */
    public DeviceTensor copy(DeviceTensor tensor) {
        DeviceTensor copy = own(new DeviceTensor(device,
            Torch.call(device, () -> TorchCalls.onesLike(tensor.address(), device.address()))));
        copy.set(tensor);
        return copy;
    }

    /**
     * Lets a tensor outlive this scope; the caller closes it. Put it where it is found even when the work is
     * cancelled while it runs, since its result is then not returned.
     */
    public DeviceTensor keep(DeviceTensor tensor) {
        tensors.remove(tensor);
        return tensor;
    }

    /**
     * Runs a method of a module without recording anything for gradients. The results cannot be used for training
     * later.
     *
     * @param arguments each a {@link DeviceTensor}, a {@link FloatTensor} (copied), a {@code List} of these (a
     *     {@code List[Tensor]}), a {@code Double} or {@code Float} (float), a {@code Long} or {@code Integer} (int), or
     *     a {@code Boolean}
     * @return the tensors that the method returns: one, those of a list, or those of a tuple in their order; none for
     *     None
     * @throws IllegalArgumentException if an argument is of another kind
     * @throws IllegalStateException if the script fails or returns something else, with libtorch's words
     * @throws DeviceMemoryException if there is not enough memory
     */
    public List<DeviceTensor> infer(ScriptModule module, String method, Object... arguments) {
        TorchCalls.setGradientMode(false);
        return run(module, method, false, arguments);
    }

    /**
     * As {@link #infer}, with results that may be arguments of {@link #train}: what a teacher says, keys that no
     * gradient is asked of, pseudo labels. A little slower than {@link #infer}.
     */
    public List<DeviceTensor> evaluate(ScriptModule module, String method, Object... arguments) {
        TorchCalls.setGradientMode(false);
        return run(module, method, true, arguments);
    }

    /** As {@link #infer}, recording what {@link DeviceTensor#backward} and {@code torch.grad} in the script need. */
    public List<DeviceTensor> train(ScriptModule module, String method, Object... arguments) {
        TorchCalls.setGradientMode(true);
        try {
            return run(module, method, true, arguments);
        } finally {
            TorchCalls.setGradientMode(false);
        }
    }

    /** A 3 x 3 convolution with a border of zeros, for the diagnosis. */
    DeviceTensor convolve(DeviceTensor image, DeviceTensor weights) {
        return own(new DeviceTensor(device,
            Torch.call(device, () -> TorchCalls.convolve(image.address(), weights.address()))));
    }

    /** Frees every tensor that was made here and not kept. */
    @Override
    public void close() {
        tensors.forEach(DeviceTensor::close);
        tensors.clear();
    }

    private List<DeviceTensor> run(ScriptModule module, String method, boolean training, Object... arguments) {
        device.requireTurn();
        String form = module.requireMethod(device, method);
        long[] values = new long[arguments.length];
        try {
            for (int i = 0; i < values.length; i++) {
                values[i] = wrap(arguments[i]);
            }
            long result = Torch.call(device, () -> TorchCalls.run(module.address(), form, values, training));
            try {
                List<DeviceTensor> results = new ArrayList<>();
                unwrap(result, results);
                return results;
            } finally {
                TorchCalls.deleteValue(result);
            }
        } finally {
            for (long value : values) {
                if (value != 0) {
                    TorchCalls.deleteValue(value);
                }
            }
        }
    }

    private long wrap(Object argument) {
        if (argument instanceof DeviceTensor || argument instanceof FloatTensor) {
            return TorchCalls.value(tensor(argument).address());
        } else if (argument instanceof List<?> list) {
            return TorchCalls.values(list.stream().mapToLong(item -> tensor(item).address()).toArray());
        } else if (argument instanceof Double || argument instanceof Float) {
            return TorchCalls.value(((Number)argument).doubleValue());
        } else if (argument instanceof Long || argument instanceof Integer) {
            return TorchCalls.wholeValue(((Number)argument).longValue());
        } else if (argument instanceof Boolean truth) {
            return TorchCalls.value(truth.booleanValue());
        }
        throw new IllegalArgumentException("no argument of a script: " + argument);
    }

    private DeviceTensor tensor(Object argument) {
        if (argument instanceof DeviceTensor tensor) {
            return tensor;
        } else if (argument instanceof FloatTensor values) {
            return put(values);
        }
        throw new IllegalArgumentException("no tensor: " + argument);
    }

    private void unwrap(long value, List<DeviceTensor> results) {
        if (TorchCalls.isTensor(value)) {
            results.add(own(new DeviceTensor(device, TorchCalls.tensor(value))));
        } else if (TorchCalls.isTensorList(value)) {
            for (long tensor : TorchCalls.tensors(value)) {
                results.add(own(new DeviceTensor(device, tensor)));
            }
        } else if (TorchCalls.isTuple(value)) {
            for (long part : TorchCalls.tuple(value)) {
                try {
                    unwrap(part, results);
                } finally {
                    TorchCalls.deleteValue(part);
                }
            }
        } else if (!TorchCalls.typeOf(value).startsWith("None")) {
            throw new IllegalStateException("a script returned " + TorchCalls.typeOf(value));
        }
    }

    private DeviceTensor own(DeviceTensor tensor) {
        tensors.add(tensor);
        return tensor;
    }
}
