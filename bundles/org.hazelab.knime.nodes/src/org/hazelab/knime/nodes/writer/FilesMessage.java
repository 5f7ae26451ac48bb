// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.writer;

import java.util.Optional;
import java.util.function.Supplier;

import org.hazelab.knime.nodes.dialog.PlaceMessage;
import org.hazelab.knime.nodes.dialog.Places;
import org.hazelab.knime.nodes.writer.ImageWriterNodeParameters.CreateReference;
import org.hazelab.knime.nodes.writer.ImageWriterNodeParameters.FileNameReference;
import org.hazelab.knime.nodes.writer.ImageWriterNodeParameters.FolderReference;
import org.hazelab.knime.nodes.writer.ImageWriterNodeParameters.Format;
import org.hazelab.knime.nodes.writer.ImageWriterNodeParameters.FormatReference;
import org.knime.node.parameters.NodeParametersInput;

/** Says in the dialog where the files go, or what is wrong with their names. */
final class FilesMessage extends PlaceMessage {

    private Supplier<Format> format;
    private Supplier<String> folder;
    private Supplier<Boolean> create;
    private Supplier<String> fileName;

    @Override
    public void init(StateProviderInitializer initializer) {
        super.init(initializer);
        format = initializer.computeFromValueSupplier(FormatReference.class);
        folder = initializer.computeFromValueSupplier(FolderReference.class);
        create = initializer.computeFromValueSupplier(CreateReference.class);
        fileName = initializer.computeFromValueSupplier(FileNameReference.class);
    }

    @Override
    protected Optional<Look> question(NodeParametersInput input) {
        return Places.outputFiles(folder.get(), fileName.get(),
            "." + ImageWriterNodeParameters.fileFormat(format.get()).extension(),
            input.getInTableSpec(0).map(ImageWriterNodeFactory::placeholders), create.get());
    }
}
