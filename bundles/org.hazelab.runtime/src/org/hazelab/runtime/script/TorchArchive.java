// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.script;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.runtime.tensor.FloatTensor;

/**
 * A TorchScript archive: a zip of the code, a pickle of the modules, the bytes of each parameter, and texts beside
 * them.
 *
 * <p>With {@link Order#CHANNELS_LAST}, weights of two-dimensional convolutions lie in memory with the channels
 * innermost, which is what the kernels want for images that do. Their shape and their elements are not touched by that.
 */
final class TorchArchive {

    /** The version of the file format: the lowest that has all that is used here. */
    private static final String VERSION = "3\n";

    private final Network network;
    private final WeightSource weights;
    private final Order order;
    private final Pickle pickle = new Pickle();
    private int storages;

    TorchArchive(Network network, WeightSource weights, Order order) {
        this.network = network;
        this.order = order;
        this.weights = weights;
    }

    /** One entry of the archive, made when it is asked for. */
    record Entry(String name, Content content) {
    }

    /** The bytes of an entry. */
    @FunctionalInterface
    interface Content {
        byte[] bytes() throws HazeLabException;
    }

    /** All entries in their order; each holds at most one tensor. */
    List<Entry> entries(SortedMap<String, String> texts) {
        Source source = new Source(network);
        module(source.root(), network.states());
        byte[] structure = pickle.stop();
        byte[] code = source.toString().getBytes(StandardCharsets.UTF_8);
        byte[] constants = new Pickle().emptyTuple().stop();
        List<Entry> entries = new ArrayList<>();
        entries.add(new Entry("data.pkl", () -> structure));
        entries.add(new Entry("code/__torch__.py", () -> code));
        entries.add(new Entry("constants.pkl", () -> constants));
        int index = 0;
        for (Parameter parameter : parametersOf(source.root())) {
            entries.add(new Entry("data/" + index++, () -> bytes(checked(parameter))));
        }
        texts.forEach((name, text) -> entries.add(new Entry("extra/" + name,
            () -> text.getBytes(StandardCharsets.UTF_8))));
        entries.add(new Entry("version", () -> VERSION.getBytes(StandardCharsets.US_ASCII)));
        return entries;
    }

    private FloatTensor checked(Parameter parameter) throws HazeLabException {
        FloatTensor tensor = weights.get(parameter);
        if (tensor == null || !Arrays.equals(tensor.shape(), parameter.shape())) {
            throw new IllegalArgumentException(parameter + " got " + tensor);
        }
        return tensor;
    }

    /** In the order in which the pickle refers to them. */
    private static Iterable<Parameter> parametersOf(Source.Module root) {
        List<Parameter> parameters = new ArrayList<>(root.parameters().values());
        root.modules().values().forEach(module -> parametersOf(module).forEach(parameters::add));
        return parameters;
    }

    private void module(Source.Module module, Map<String, Type> states) {
        pickle.global("__torch__", module.type()).emptyTuple().newObject().emptyDict().mark();
        pickle.string("training").truth(false);
        module.parameters().forEach((name, parameter) -> {
            pickle.string(name);
            tensor(parameter);
        });
        module.modules().forEach((name, child) -> {
            pickle.string(name);
            module(child, Map.of());
        });
        states.forEach((name, type) -> pickle.string(name).emptyList());
        pickle.setItems().build();
    }

    private void tensor(Parameter parameter) {
        int[] shape = parameter.shape();
        int size = Math.toIntExact(FloatTensor.size(shape));
        pickle.global("torch._utils", "_rebuild_tensor_v2").mark();
        pickle.mark().string("storage").global("torch", "FloatStorage")
            .string(Integer.toString(storages++)).string("cpu")
            .integer(size).tuple().persistent();
        pickle.integer(0);
        integers(shape);
        integers(strides(shape));
        pickle.truth(parameter.kind() == Parameter.Kind.TRAINED).global("collections", "OrderedDict").emptyTuple()
            .reduce();
        pickle.tuple().reduce();
    }

    private void integers(int[] values) {
        pickle.mark();
        for (int value : values) {
            pickle.integer(value);
        }
        pickle.tuple();
    }

    /** How far apart neighbours along each axis lie, in elements. */
    private int[] strides(int[] shape) {
        if (channelsLast(shape)) {
            return new int[] {shape[1] * shape[2] * shape[3], 1, shape[3] * shape[1], shape[1]};
        }
        int[] strides = new int[shape.length];
        for (int axis = shape.length - 1, stride = 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= shape[axis];
        }
        return strides;
    }

    private byte[] bytes(FloatTensor tensor) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(tensor.values().length, Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
        int[] shape = tensor.shape();
        if (!channelsLast(shape)) {
            bytes.asFloatBuffer().put(tensor.values());
            return bytes.array();
        }
        int channels = shape[1];
        int pixels = shape[2] * shape[3];
        for (int out = 0; out < shape[0]; out++) {
            for (int p = 0; p < pixels; p++) {
                for (int c = 0; c < channels; c++) {
                    bytes.putFloat(tensor.values()[(out * channels + c) * pixels + p]);
                }
            }
        }
        return bytes.array();
    }

    private boolean channelsLast(int[] shape) {
        return order == Order.CHANNELS_LAST && shape.length == 4;
    }
}
