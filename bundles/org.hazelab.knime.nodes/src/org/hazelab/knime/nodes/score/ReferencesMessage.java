// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.score;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.hazelab.knime.nodes.dialog.Inputs;
import org.hazelab.knime.nodes.score.ReferenceParameters.MetricsReference;
import org.hazelab.knime.nodes.score.ReferenceParameters.ReferenceFrom;
import org.hazelab.knime.nodes.score.ReferenceParameters.ReferenceReference;
import org.hazelab.metrics.MetricCatalog;
import org.hazelab.metrics.MetricInfo;
import org.hazelab.metrics.Need;
import org.knime.core.node.BufferedDataTable;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.widget.message.TextMessage.Message;
import org.knime.node.parameters.widget.message.TextMessage.MessageType;

/** Says which of the chosen metrics cannot score, as there are no references. */
final class ReferencesMessage implements StateProvider<Optional<Message>> {

    private Supplier<ReferenceFrom> reference;
    private Supplier<String[]> metrics;

    @Override
    public void init(StateProviderInitializer initializer) {
        initializer.computeBeforeOpenDialog();
        reference = initializer.computeFromValueSupplier(ReferenceReference.class);
        metrics = initializer.computeFromValueSupplier(MetricsReference.class);
    }

    @Override
    public Optional<Message> computeState(NodeParametersInput input) {
        return message(input, reference.get(), metrics.get());
    }

    /** What there is to say of the metrics; nothing if there are references, or all metrics do without. */
    static Optional<Message> message(NodeParametersInput input, ReferenceFrom reference, String[] metrics) {
        return Inputs.count(input, BufferedDataTable.TYPE) > 1 || reference == ReferenceFrom.COLUMN ? Optional.empty()
            : withoutReferences(metrics);
    }

    private static Optional<Message> withoutReferences(String[] metrics) {
        List<String> chosen = List.of(metrics);
        List<String> lacking = MetricCatalog.builtIn().metrics().stream().map(metric -> metric.info())
            .filter(info -> chosen.contains(info.id()) && info.needs(Need.REFERENCE)).map(MetricInfo::title).toList();
        return lacking.isEmpty() ? Optional.empty()
            : Optional.of(new Message(lacking.size() + " of " + chosen.size() + " metrics need reference images",
                "Without references there is no score for " + lacking.stream().collect(Collectors.joining(", "))
                    + ". Choose the column of references, or add the input References at the node.",
                MessageType.INFO));
    }
}
