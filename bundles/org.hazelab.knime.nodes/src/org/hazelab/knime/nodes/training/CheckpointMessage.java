// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.training;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.knime.nodes.dialog.IsGiven;
import org.hazelab.knime.nodes.dialog.PlaceMessage;
import org.hazelab.methods.Method;
import org.hazelab.methods.MethodCatalog;
import org.hazelab.operations.files.FileLocation;
import org.hazelab.operations.training.CheckpointFile;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.widget.message.TextMessage.Message;
import org.knime.node.parameters.widget.message.TextMessage.MessageType;

/** Says in the dialog of a node that trains what there is at the path of its checkpoint, and what happens to it. */
public final class CheckpointMessage extends PlaceMessage {

    /** The field of the checkpoint's file. */
    public interface FileReference extends ParameterReference<String> {
    }

    /** What happens to a checkpoint that is there. */
    public interface ChoiceReference extends ParameterReference<IfCheckpoint> {
    }

    /** Whether a file is given. */
    public static final class HasFile extends IsGiven {
        HasFile() {
            super(FileReference.class);
        }
    }

    private Supplier<String> file;
    private Supplier<IfCheckpoint> choice;

    CheckpointMessage() {
    }

    @Override
    public void init(StateProviderInitializer initializer) {
        super.init(initializer);
        file = initializer.computeFromValueSupplier(FileReference.class);
        choice = initializer.computeFromValueSupplier(ChoiceReference.class);
    }

    @Override
    protected Optional<Look> question(NodeParametersInput input) {
        String typed = file.get();
        boolean resume = choice.get() == IfCheckpoint.RESUME;
        return typed == null || typed.isBlank() ? Optional.empty()
            : Optional.of(workflow -> Optional.of(at(FileLocation.resolve(typed, workflow), resume)));
    }

    private static Message at(Path path, boolean resume) throws HazeLabException {
        Path folder = path.getParent();
        if (folder == null || Files.isDirectory(path)) {
            return new Message("This is a folder, not a file", path + ".", MessageType.ERROR);
        } else if (!Files.isDirectory(folder)) {
            return new Message("The folder does not exist", folder + ". Create it before the node is executed.",
                MessageType.ERROR);
        } else if (!Files.exists(path)) {
            return new Message("The checkpoint will be written", path + ".", MessageType.INFO);
        } else if (!resume) {
            return new Message("The file exists already", path + ". It is replaced after the first epoch.",
                MessageType.WARNING);
        }
        CheckpointFile checkpoint = CheckpointFile.of(path);
        String method = MethodCatalog.builtIn().find(checkpoint.method()).map(Method::title)
            .orElse(checkpoint.method());
        int epochs = checkpoint.epochs();
        return new Message("Checkpoint of " + method + " after " + epochs + (epochs == 1 ? " epoch" : " epochs"),
            path + ". Training resumes from it if images and settings are the same.", MessageType.SUCCESS);
    }
}
