// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.trainhazeflow;

import java.util.Optional;
import java.util.function.Supplier;

import org.hazelab.knime.nodes.dialog.PlaceMessage;
import org.hazelab.knime.nodes.trainhazeflow.TrainHazeFlowNodeParameters.PerceptualLoss;
import org.hazelab.operations.training.LpipsWeights;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.widget.message.TextMessage.Message;
import org.knime.node.parameters.widget.message.TextMessage.MessageType;

/** Says in the dialog which perceptual loss a training will have, by what lies in the folder of weights. */
final class PerceptualMessage extends PlaceMessage {

    interface LossReference extends ParameterReference<PerceptualLoss> {
    }

    interface FolderReference extends ParameterReference<String> {
    }

    private Supplier<PerceptualLoss> loss;
    private Supplier<String> folder;

    @Override
    public void init(StateProviderInitializer initializer) {
        super.init(initializer);
        loss = initializer.computeFromValueSupplier(LossReference.class);
        folder = initializer.computeFromValueSupplier(FolderReference.class);
    }

    @Override
    protected Optional<Look> question(NodeParametersInput input) {
        PerceptualLoss chosen = loss.get();
        String typed = folder.get();
        return chosen == PerceptualLoss.STRUCTURE ? Optional.empty() : Optional.of(workflow -> {
            LpipsWeights weights = TrainHazeFlowConversion.weights(typed, workflow);
            String file = weights.file().map(path -> path + ".").orElse("");
            if (!file.isEmpty()) {
                return Optional.of(new Message("LPIPS is used", file, MessageType.SUCCESS));
            }
            String place = "There is no file " + LpipsWeights.fileName()
                + weights.folder().map(path -> " in " + path).orElse("") + ".";
            return Optional.of(chosen == PerceptualLoss.LPIPS
                ? new Message("The weights of LPIPS are missing", place, MessageType.ERROR)
                : new Message("The structure loss is used", place, MessageType.INFO));
        });
    }
}
