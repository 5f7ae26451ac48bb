// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.dehaze;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;

import org.hazelab.knime.nodes.model.ModelPortObjectSpec;
import org.hazelab.knime.nodes.testing.DehazingModel;
import org.hazelab.knime.nodes.testing.TestModel;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelEntries;
import org.junit.jupiter.api.Test;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.node.parameters.NodeParametersInput;

/** The dialog shows what the method of the connected model has a use for. */
class ModelUsesTest {

    private static final List<ModelUses> ALL = List.of(new ModelUses.NumberOfSamples(), new ModelUses.TimePoints(),
        new ModelUses.Temperature(), new ModelUses.Noise(), new ModelUses.Samples(), new ModelUses.Deviation(),
        new ModelUses.Background());

    /** Of a node whose model port has this spec. */
    private static NodeParametersInput input(PortObjectSpec model) {
        return (NodeParametersInput)Proxy.newProxyInstance(ModelUsesTest.class.getClassLoader(),
            new Class<?>[] {NodeParametersInput.class}, (proxy, method, arguments) -> {
                if (method.getName().equals("getInPortSpec")) {
                    return (int)arguments[0] == 1 ? Optional.ofNullable(model) : Optional.empty();
                }
                throw new UnsupportedOperationException(method.getName());
            });
    }

    @Test
    void showsAllFieldsOfHazeMatching() {
        ALL.forEach(field -> assertTrue(field.isShown(input(DehazingModel.untrained().spec()))));
    }

    @Test
    void showsAllFieldsWhereTheMethodIsNotKnown() {
        for (NodeParametersInput input : new NodeParametersInput[] {null, input(null),
            input(new ModelPortObjectSpec(TestModel.DESCRIPTION))}) {
            ALL.forEach(field -> assertTrue(field.isShown(input)));
        }
    }

    @Test
    void hidesWhatTheMethodDoesNotDeclare() {
        NodeParametersInput veil = input(new ModelPortObjectSpec(new ModelDescription("veil", ModelEntries.EMPTY,
            ModelEntries.EMPTY, ModelEntries.EMPTY, ModelEntries.EMPTY)));
        assertTrue(new ModelUses.Temperature().isShown(veil));
        ALL.stream().filter(field -> !(field instanceof ModelUses.Temperature))
            .forEach(field -> assertFalse(field.isShown(veil)));
    }
}
