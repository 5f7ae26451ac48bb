// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.engine.NativeMemory;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Order;
import org.hazelab.runtime.script.WeightSource;
import org.hazelab.runtime.tensor.FloatTensor;
import org.hazelab.runtime.tensor.Precision;

import ai.djl.pytorch.jni.TorchCalls;

/**
 * A TorchScript module on a device: a network with its parameters.
 *
 * <p><b>TorchScript is code.</b> Only archives that HazeLab itself has generated, in memory, may be loaded, never a
 * file from outside: libtorch runs what stands in it and does not survive every malformed one.
 * Model files hold numbers and names alone; the script is generated from them again.
 */
public final class ScriptModule implements AutoCloseable {

    private final ComputeDevice device;
    private final Set<String> methods;
    private final Map<String, DeviceTensor> parameters;
    private final Precision precision;
    /** The module itself, which has the address; this is a view of it. */
    private final ScriptModule whole;
    private long address;

    private ScriptModule(ScriptModule whole, Precision precision) {
        this.whole = whole;
        this.precision = precision;
        device = whole.device;
        methods = whole.methods;
        parameters = whole.parameters;
    }

    private ScriptModule(ComputeDevice device, long address) {
        this.device = device;
        this.address = address;
        precision = Precision.EXACT;
        whole = this;
        methods = new TreeSet<>(List.of(TorchCalls.methodNames(address)));
        String[] names = TorchCalls.parameterNames(address);
        long[] tensors = TorchCalls.parameters(address);
        Map<String, DeviceTensor> map = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            map.put(names[i], new DeviceTensor(device, tensors[i]));
        }
        parameters = Collections.unmodifiableMap(map);
    }

    /**
     * Loads an archive that HazeLab has generated.
     *
     * @param archive a TorchScript archive (a zip file of code, structure and numbers)
     * @throws DeviceMemoryException if there is not enough memory
     * @throws IllegalStateException if libtorch refuses the archive, with its words
     */
    public static ScriptModule load(ComputeDevice device, byte[] archive, Progress progress) throws HazeLabException {
        return load(device, new ByteArrayInputStream(archive), progress);
    }

    /**
     * Loads a network whose weights come one at a time: of the heap this takes three times the largest tensor, beside
     * what the weights' source holds.
     *
     * @throws DeviceMemoryException if there is not enough memory
     * @throws HazeLabException if the weights cannot be read
     */
    public static ScriptModule load(ComputeDevice device, Network network, WeightSource weights, Order order,
        Progress progress) throws HazeLabException {
        return load(device, network.stream(weights, device.order(order)), progress);
    }

    private static ScriptModule load(ComputeDevice device, InputStream archive, Progress progress)
        throws HazeLabException {
        ScriptModule[] loaded = new ScriptModule[1];
        try {
            return device.run(progress, scope -> loaded[0] = load(device, archive));
        } catch (CancellationException e) {
            if (loaded[0] != null) {
                loaded[0].close(); // cancelled while it was loaded: it is not returned
            }
            throw e;
        }
    }

    private static ScriptModule load(ComputeDevice device, InputStream archive) throws HazeLabException {
        QuietStream quiet = new QuietStream(archive);
        try {
            ScriptModule module =
                new ScriptModule(device, Torch.call(device, () -> TorchCalls.loadModule(quiet, device.address())));
            module.convertWeights();
            return module;
        } catch (IllegalStateException e) {
            quiet.rethrow(); // libtorch only saw an archive that ends too early
            throw e;
        }
    }

    private void convertWeights() {
        if (!methods.contains(Network.CONVERT_WEIGHTS)) {
            return;
        }
        boolean converted = false;
        try (DeviceScope scope = new DeviceScope(device)) {
            scope.infer(this, Network.CONVERT_WEIGHTS);
            converted = true;
        } finally {
            if (!converted) {
                delete();
            }
        }
    }

    /**
     * The same module, whose methods are called in a precision where they have a form of it. Closing either closes
     * both.
     */
    public ScriptModule in(Precision other) {
        return new ScriptModule(whole, other);
    }

    /** A stream for native code, which cannot deal with exceptions: after one, the stream is at its end. */
    private static final class QuietStream extends InputStream {

        private final InputStream inner;
        private @Nullable Throwable failure;

        QuietStream(InputStream inner) {
            this.inner = inner;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target) {
            return read(target, 0, target.length);
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            try {
                return failure == null ? inner.read(target, offset, length) : -1;
            } catch (IOException | RuntimeException | Error e) {
                failure = e;
                return -1;
            }
        }

        void rethrow() throws HazeLabException {
            if (failure instanceof IOException e) {
                throw Network.failure(e).orElseThrow(() -> new UncheckedIOException(e));
            } else if (failure instanceof RuntimeException e) {
                throw e;
            } else if (failure instanceof Error e) {
                throw e;
            }
        }
    }

    /** The device it is on. */
    public ComputeDevice device() {
        return device;
    }

    /**
     * Runs {@code forward} for inference, in one turn on the device.
     *
     * @param inputs one tensor an argument
     * @return the tensors that it returns
     */
    public List<FloatTensor> forward(List<FloatTensor> inputs, Progress progress) throws HazeLabException {
        return device.run(progress, scope -> {
            List<FloatTensor> results = new ArrayList<>();
            for (DeviceTensor result : scope.infer(this, "forward", inputs.toArray())) {
                results.add(result.get());
            }
            return results;
        });
    }

    /**
     * The parameters by their dotted names, in the archive's order: the module's own memory, so that
     * {@link DeviceTensor#set} changes the module. To be used inside of {@link ComputeDevice#run}; they are closed with
     * the module.
     */
    public Map<String, DeviceTensor> parameters() {
        return parameters;
    }

    /** Copies of all parameters, in the archive's order. */
    public Map<String, FloatTensor> parameterValues(Progress progress) throws HazeLabException {
        return device.run(progress, scope -> {
            Map<String, FloatTensor> values = new LinkedHashMap<>();
            parameters.forEach((name, tensor) -> values.put(name, tensor.get()));
            return values;
        });
    }

    /** Frees the module once all work asked for before is done. May be called again. */
    @Override
    public void close() {
        device.later(whole::delete);
    }

    private void delete() {
        if (address != 0) {
            parameters.values().forEach(DeviceTensor::close);
            TorchCalls.deleteModule(address);
            address = 0;
            NativeMemory.giveBack();
        }
    }

    /**
     * The name of a method in this precision. libtorch's own check of the name is an error without a list of what there
     * is.
     */
    String requireMethod(ComputeDevice caller, String method) {
        if (!caller.name().equals(device.name())) {
            throw new IllegalStateException("a module on " + device.name() + " used on " + caller.name());
        }
        if (!methods.contains(method)) {
            throw new IllegalArgumentException("no method " + method + " in a script with " + methods);
        }
        String form = precision.method(method);
        return methods.contains(form) ? form : method;
    }

    long address() {
        if (whole.address == 0) {
            throw new IllegalStateException("the module is closed");
        }
        return whole.address;
    }
}
