// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.dialog;

import java.nio.file.Path;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.knime.nodes.shared.NodeRun;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.widget.message.TextMessage.Message;
import org.knime.node.parameters.widget.message.TextMessage.MessageType;

/**
 * A message in a dialog about what lies at a place, asked again whenever a field changes that it depends on. It takes a
 * second at most.
 *
 * <p>Subclasses name their fields in {@link #init}, take the values in {@link #question}, and leave what looks at the
 * disk to the {@link Look}, which runs in another thread. {@link Places} has the looks.
 */
public abstract class PlaceMessage implements StateProvider<Optional<Message>> {

    /** Looks at the disk. */
    @FunctionalInterface
    public interface Look {

        /**
         * What there is to say.
         *
         * @param workflowFolder what {@code knime://knime.workflow/} means, if there is such a folder
         * @throws HazeLabException if the place cannot be found or read, which is then the message
         */
        Optional<Message> at(Optional<Path> workflowFolder) throws HazeLabException;
    }

    private static final Message SLOW = new Message("Not checked", "The place does not answer within a second. It is "
        + "checked when the node is executed.", MessageType.INFO);

    /** Subclasses call this first and then ask for their fields by {@code computeFromValueSupplier}. */
    @Override
    public void init(StateProviderInitializer initializer) {
        initializer.computeBeforeOpenDialog();
    }

    /** Takes the values of the fields; nothing where there is nothing to look at. */
    protected abstract Optional<Look> question(NodeParametersInput input);

    @Override
    public final Optional<Message> computeState(NodeParametersInput input) {
        Optional<Path> workflow = NodeRun.workflowFolder(); // known to the dialog's thread alone
        return question(input).flatMap(look -> Waiting.atMostASecond(() -> answer(look, workflow))
            .orElse(Optional.of(SLOW)));
    }

    static Optional<Message> answer(Look look, Optional<Path> workflow) {
        try {
            return look.at(workflow);
        } catch (HazeLabException e) {
            return Optional.of(new Message(e.summary(), e.remedy(), MessageType.ERROR));
        }
    }
}
