// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.script;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

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
    private final Map<String, FloatTensor> weights;
    private final Order order;
    private final Pickle pickle = new Pickle();
    private int storages;

    TorchArchive(Network network, Map<String, FloatTensor> weights, Order order) {
        this.network = network;
        this.order = order;
        this.weights = weights;
    }

    void write(SortedMap<String, String> texts, OutputStream out) throws IOException {
        Source source = new Source(network);
        StoredZip zip = new StoredZip(out, "archive");
        module(source.root(), network.states());
        zip.put("data.pkl", pickle.stop());
        zip.put("code/__torch__.py", source.toString().getBytes(StandardCharsets.UTF_8));
        zip.put("constants.pkl", new Pickle().emptyTuple().stop());
        int index = 0;
        for (Parameter parameter : parametersOf(source.root())) {
            zip.put("data/" + index++, bytes(weights.get(parameter.name())));
        }
        for (Map.Entry<String, String> text : texts.entrySet()) {
            zip.put("extra/" + text.getKey(), text.getValue().getBytes(StandardCharsets.UTF_8));
        }
        zip.put("version", VERSION.getBytes(StandardCharsets.US_ASCII));
        zip.finish();
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
        pickle.truth(parameter.kind() == Parameter.Kind.TRAINED).global("collections", "OrderedDict").emptyTuple().reduce();
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
            return new int[]{shape[1] * shape[2] * shape[3], 1, shape[3] * shape[1], shape[1]};
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
