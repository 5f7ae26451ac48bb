// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.reader;

import java.util.Optional;
import java.util.function.Supplier;

import org.hazelab.knime.nodes.dialog.PlaceMessage;
import org.hazelab.knime.nodes.dialog.Places;
import org.hazelab.knime.nodes.reader.ImageReaderNodeParameters.FilesReference;
import org.hazelab.knime.nodes.reader.ImageReaderNodeParameters.FolderReference;
import org.hazelab.knime.nodes.reader.ImageReaderNodeParameters.PatternReference;
import org.hazelab.knime.nodes.reader.ImageReaderNodeParameters.Source;
import org.hazelab.knime.nodes.reader.ImageReaderNodeParameters.SourceReference;
import org.hazelab.knime.nodes.reader.ImageReaderNodeParameters.SubfoldersReference;
import org.knime.node.parameters.NodeParametersInput;

/** Says in the dialog which images are found. */
final class ImagesMessage extends PlaceMessage {

    private Supplier<Source> source;
    private Supplier<String> folder;
    private Supplier<Boolean> subfolders;
    private Supplier<String> pattern;
    private Supplier<String> files;

    @Override
    public void init(StateProviderInitializer initializer) {
        super.init(initializer);
        source = initializer.computeFromValueSupplier(SourceReference.class);
        folder = initializer.computeFromValueSupplier(FolderReference.class);
        subfolders = initializer.computeFromValueSupplier(SubfoldersReference.class);
        pattern = initializer.computeFromValueSupplier(PatternReference.class);
        files = initializer.computeFromValueSupplier(FilesReference.class);
    }

    @Override
    protected Optional<Look> question(NodeParametersInput input) {
        return source.get() == Source.FOLDER ? Places.images(folder.get(), subfolders.get(), pattern.get())
            : Places.files(files.get());
    }
}
