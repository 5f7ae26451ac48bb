// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazesb.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.optimizer.Gradients;
import org.hazelab.runtime.DeviceTensor;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.script.Code;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Order;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.script.Type;
import org.hazelab.runtime.script.Value;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All networks in one, as a training has them. */
class GradientTest {

    private static final DehazeSbSize SIZE = DehazeSbSize.TINY;
    private static final int SIDE = 48;

    private final Network network = new Network("All");
    private final FloatTensor image = Formulas.picture(3, SIDE, SIDE);

    private Value loss(Code code, Generator generator, PatchNetwork d, RefineNetwork t, FeatureHead heads) {
        Value x = code.argument("x");
        Value latent = code.argument("latent");
        Value clear = generator.of(x, 3, latent);
        List<Value> maps = generator.maps(clear, 0, latent, 5);
        Value places = code.call("torch.arange", 7);
        Value sum = d.of(clear, 3).mean().plus(clear.times(x).mean())
            .plus(t.of(x, x.slice(1, 0, 1)).times(x.slice(1, 1, 2)).mean());
        for (int map = 0; map < maps.size(); map++) {
            sum = sum.plus(heads.of(map, maps.get(map), places).slice(2, 0, 2).mean());
        }
        return sum;
    }

    private void declare(ResidualMode mode) {
        Generator generator = new Generator(network.root().at("g"), SIZE.generator(), mode);
        PatchNetwork d = new PatchNetwork(network.root().at("d"), PatchNetwork.IMAGE, SIZE.discriminatorWidth());
        RefineNetwork t = new RefineNetwork(network.root().at("t"), SIZE.refine());
        FeatureHead heads = new FeatureHead(network.root().at("f"), SIZE.generator().mapChannels(), SIZE.headWidth(),
            List.of(0, 1, 2, 3, 4, 5));
        Map<String, Type> arguments = new LinkedHashMap<>();
        arguments.put("x", Type.TENSOR);
        arguments.put("latent", Type.TENSOR);
        network.inference("loss", arguments, Type.TENSOR, code -> loss(code, generator, d, t, heads));
        network.training("gradients", arguments, Type.TENSORS,
            code -> Gradients.of(code, loss(code, generator, d, t, heads), network.trained()));
    }

    private double loss(Map<String, FloatTensor> weights) throws HazeLabException {
        try (ScriptModule module = Formulas.load(network, weights, Order.ROWS)) {
            return Formulas.call(module, "loss", image, Formulas.latent(8)).get(0).values()[0];
        }
    }

    /** A step against the gradient of each network lowers the loss by what the gradient says. */
    @ParameterizedTest
    @EnumSource(ResidualMode.class)
    void gradientsReachWhatIsTrainedAndAreRight(ResidualMode mode) throws HazeLabException {
        declare(mode);
        Map<String, FloatTensor> weights = Formulas.weights(network.parameters(), 0.3);
        List<FloatTensor> gradients;
        try (ScriptModule module = Formulas.load(network, weights, Order.ROWS)) {
            gradients = module.device().run(Progress.NONE, scope -> scope
                .train(module, "gradients", scope.put(image), scope.put(Formulas.latent(8))).stream()
                .map(DeviceTensor::get).toList());
        }
        List<Parameter> trained = network.trained();
        assertEquals(trained.size(), gradients.size());
        for (String part : List.of("g.", "d.", "t.", "f.")) {
            double square = 0;
            for (int i = 0; i < trained.size(); i++) {
                if (trained.get(i).name().startsWith(part)) {
                    float[] values = gradients.get(i).values();
                    double own = IntStream.range(0, values.length).mapToDouble(j -> values[j] * values[j]).sum();
                    // Behind instance normalization a bias has no effect, and its gradient is rounding alone.
                    assertTrue(own > 0 || part.equals("d.") || part.equals("t."), trained.get(i).name());
                    square += own;
                }
            }
            double step = 0.01 / Math.sqrt(square);
            double change = loss(moved(weights, part, gradients, step)) - loss(moved(weights, part, gradients, -step));
            assertEquals(2 * step * square, change, 0.05 * 2 * step * square, part);
        }
    }

    private Map<String, FloatTensor> moved(Map<String, FloatTensor> weights, String part, List<FloatTensor> gradients,
        double step) {
        Map<String, FloatTensor> moved = new LinkedHashMap<>(weights);
        List<Parameter> trained = network.trained();
        for (int i = 0; i < trained.size(); i++) {
            String name = trained.get(i).name();
            if (name.startsWith(part)) {
                FloatTensor tensor = FloatTensor.zeros(trained.get(i).shape());
                for (int j = 0; j < tensor.values().length; j++) {
                    tensor.values()[j] =
                        (float)(moved.get(name).values()[j] + step * gradients.get(i).values()[j]);
                }
                moved.put(name, tensor);
            }
        }
        return moved;
    }
}
