// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;

import javax.swing.JComponent;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.runtime.file.ModelDescription;
import org.knime.core.data.filestore.FileStore;
import org.knime.core.data.filestore.FileStorePortObject;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;

/**
 * A trained model: its file, which lies in a file store, and the description that the file holds.
 *
 * <p>The weights are never kept in memory here; to read them, open {@link #file()} with
 * {@link org.hazelab.runtime.file.ModelFile}. Immutable: a node that changes a model makes a new file.
 */
public final class ModelPortObject extends FileStorePortObject {

    /** The type of ports for models. */
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(ModelPortObject.class);

    /** What the file is called in the workflow's folder. */
    private static final String FILE_NAME = "model.safetensors";

    /** Writes a model's file. */
    @FunctionalInterface
    public interface Content {

        /**
         * Writes the file, whole.
         *
         * @param file where to; its folder is there, it is not
         * @return what the file says about itself
         * @throws HazeLabException if that fails
         */
        ModelDescription write(Path file) throws HazeLabException;
    }

    /** Registered in plugin.xml; the file store is KNIME's to save, the description is the spec's. */
    public static final class Serializer extends PortObjectSerializer<ModelPortObject> {

        /** Of what is written beside them, so far nothing; higher ones are refused. */
        private static final int FORMAT = 1;

        @Override
        public void savePortObject(ModelPortObject model, PortObjectZipOutputStream out, ExecutionMonitor exec)
            throws IOException {
            out.putNextEntry(new ZipEntry("format"));
            out.write(FORMAT);
            out.closeEntry();
        }

        @Override
        public ModelPortObject loadPortObject(PortObjectZipInputStream in, PortObjectSpec spec, ExecutionMonitor exec)
            throws IOException {
            ZipEntry entry = in.getNextEntry();
            int format = entry == null ? -1 : in.read();
            if (format < 1 || format > FORMAT) {
                throw new IOException(format > FORMAT ? "The model was stored by a newer HazeLab. Update HazeLab."
                    : "The stored model is damaged. Execute the node that makes it again.");
            }
            return new ModelPortObject((ModelPortObjectSpec)spec);
        }
    }

    private final ModelPortObjectSpec spec;

    private ModelPortObject(ModelPortObjectSpec spec, FileStore store) {
        super(List.of(store));
        this.spec = spec;
    }

    /** When it is read back; the file store follows. */
    private ModelPortObject(ModelPortObjectSpec spec) {
        this.spec = Objects.requireNonNull(spec);
    }

    /**
     * Makes the model of an executing node; one in an execution.
     *
     * @throws HazeLabException if its file cannot be written
     * @throws IOException if KNIME has no place for it
     */
    public static ModelPortObject create(ExecutionContext exec, Content content) throws HazeLabException, IOException {
        FileStore store = exec.createFileStore(FILE_NAME);
        ModelDescription description = content.write(store.getFile().toPath());
        return new ModelPortObject(new ModelPortObjectSpec(description), store);
    }

    /** The model's file, to be read only. Not to be stored or shown: after loading a workflow it is another path. */
    public Path file() {
        return getFileStore(0).getFile().toPath();
    }

    /** What the model says about itself. */
    public ModelDescription description() {
        return spec.description();
    }

    @Override
    public ModelPortObjectSpec getSpec() {
        return spec;
    }

    @Override
    public String getSummary() {
        return "Model of the method " + spec.description().method() + ", " + ModelText.size(file());
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[] {ModelText.view("Model",
            getSummary() + "\n\n" + ModelText.of(spec.description()))};
    }
}
