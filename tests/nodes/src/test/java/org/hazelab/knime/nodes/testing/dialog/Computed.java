// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.testing.dialog;

import java.util.Map;
import java.util.function.Supplier;

import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.updates.StateProvider.StateProviderInitializer;

/** What a provider computes for an open dialog. */
public final class Computed {

    private Computed() {
    }

    /**
     * Asks a provider, as KNIME does when the dialog opens.
     *
     * @param values those of the fields that it names
     */
    public static <S> S of(final StateProvider<S> provider,
        final Map<Class<? extends ParameterReference<?>>, Object> values, final NodeParametersInput input) {
        boolean[] opens = {false};
        provider.init(new StateProviderInitializer() {
            @Override
            public <T> Supplier<T> computeFromValueSupplier(final Class<? extends ParameterReference<T>> ref) {
                return getValueSupplier(ref);
            }

            @Override
            @SuppressWarnings("unchecked")
            public <T> Supplier<T> getValueSupplier(final Class<? extends ParameterReference<T>> ref) {
                if (!values.containsKey(ref)) {
                    throw new IllegalArgumentException("No value of " + ref);
                }
                return () -> (T)values.get(ref);
            }

            @Override
            public void computeBeforeOpenDialog() {
                opens[0] = true;
            }
        });
        if (!opens[0]) {
            throw new IllegalArgumentException("KNIME shows nothing before a field changes: " + provider.getClass());
        }
        return provider.computeState(input);
    }
}
