// SPDX-License-Identifier: Apache-2.0
package org.hazelab.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.script.Scope;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;

/** Names and numbers of torchvision 0.29's state dicts. */
class FeaturesTest {

    private static List<Parameter> parameters(Function<Scope, Features> features, int layers) {
        Network network = new Network("Test");
        assertEquals(layers, features.apply(network.root()).count());
        assertTrue(network.parameters().stream().allMatch(p -> p.kind() == Parameter.Kind.FROZEN));
        return network.parameters();
    }

    private static long numbers(List<Parameter> parameters) {
        return parameters.stream().mapToLong(parameter -> FloatTensor.size(parameter.shape())).sum();
    }

    private static List<String> convolutions(int... layers) {
        return IntStream.of(layers).boxed().flatMap(layer -> List.of("features." + layer + ".weight",
            "features." + layer + ".bias").stream()).toList();
    }

    @Test
    void alexNetHasTorchvisionsNames() {
        List<Parameter> parameters = parameters(AlexNet::features, 13);
        assertEquals(convolutions(0, 3, 6, 8, 10), parameters.stream().map(Parameter::name).toList());
        assertEquals(2_469_696, numbers(parameters));
        assertEquals("features.3.weight[192, 64, 5, 5]", parameters.get(2).toString());
    }

    @Test
    void vggHasTorchvisionsNames() {
        List<Parameter> parameters = parameters(Vgg16::features, 31);
        assertEquals(convolutions(0, 2, 5, 7, 10, 12, 14, 17, 19, 21, 24, 26, 28),
            parameters.stream().map(Parameter::name).toList());
        assertEquals(14_714_688, numbers(parameters));
    }

    @Test
    void squeezeNetHasTorchvisionsNames() {
        List<Parameter> parameters = parameters(SqueezeNet::features, 13);
        assertEquals(50, parameters.size());
        assertEquals(722_496, numbers(parameters));
        assertEquals("[features.3.squeeze.weight[16, 64, 1, 1], features.3.squeeze.bias[16],"
            + " features.3.expand1x1.weight[64, 16, 1, 1], features.3.expand1x1.bias[64],"
            + " features.3.expand3x3.weight[64, 16, 3, 3], features.3.expand3x3.bias[64]]",
            parameters.subList(2, 8).toString());
        assertEquals("features.12.expand3x3.bias[256]", parameters.get(49).toString());
    }
}
