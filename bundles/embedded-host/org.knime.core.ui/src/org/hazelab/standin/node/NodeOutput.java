// SPDX-License-Identifier: Apache-2.0
package org.hazelab.standin.node;

import java.util.function.Consumer;

import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteOutput;

/** What a node gives: specs when it is configured, objects when it is executed; it can warn in both. */
record NodeOutput(PortObjectSpec[] specs, PortObject[] objects, Consumer<String> warning)
    implements
        ConfigureOutput,
        ExecuteOutput {

    @Override
    public <S extends PortObjectSpec> void setOutSpec(final int index, final S spec) {
        specs[index] = spec;
    }

    @Override
    @SafeVarargs
    public final <S extends PortObjectSpec> void setOutSpecs(final S... all) {
        System.arraycopy(all, 0, specs, 0, all.length);
    }

    @Override
    public <D extends PortObject> void setOutData(final int index, final D data) {
        objects[index] = data;
    }

    @Override
    @SafeVarargs
    public final <D extends PortObject> void setOutData(final D... data) {
        System.arraycopy(data, 0, objects, 0, data.length);
    }

    @Override
    public void setWarningMessage(final String message) {
        warning.accept(message);
    }
}
