// SPDX-License-Identifier: Apache-2.0
package org.hazelab.testnodes;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.zip.ZipEntry;

import javax.swing.JComponent;

import org.knime.core.data.filestore.FileStore;
import org.knime.core.data.filestore.FileStorePortObject;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;

/** A text in a file store, written when it is flushed, with a number that its serializer keeps. */
public final class TextModel extends FileStorePortObject {

    /** Texts. */
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(TextModel.class);

    /** Writes the number, reads it back. */
    public static final class Serializer extends PortObjectSerializer<TextModel> {
        @Override
        public void savePortObject(final TextModel model, final PortObjectZipOutputStream out,
            final ExecutionMonitor exec) throws IOException {
            out.putNextEntry(new ZipEntry("number"));
            out.write(model.number);
            out.closeEntry();
        }

        @Override
        public TextModel loadPortObject(final PortObjectZipInputStream in, final PortObjectSpec spec,
            final ExecutionMonitor exec) throws IOException {
            in.getNextEntry();
            return new TextModel((TextModelSpec)spec, in.read());
        }
    }

    private final TextModelSpec spec;
    private final int number;
    private String unwritten;
    private boolean readBack;

    /** While a node executes. */
    public TextModel(final TextModelSpec spec, final int number, final String text, final FileStore store) {
        super(List.of(store));
        this.spec = spec;
        this.number = number;
        unwritten = text;
    }

    private TextModel(final TextModelSpec spec, final int number) {
        this.spec = spec;
        this.number = number;
    }

    @Override
    protected void postConstruct() {
        readBack = getFileStore(0) != null;
    }

    @Override
    protected void flushToFileStore() throws IOException {
        Files.writeString(getFileStore(0).getFile().toPath(), unwritten);
        unwritten = null;
    }

    /** The text, the number, and whether the object was read back. */
    public String content() throws IOException {
        return Files.readString(getFileStore(0).getFile().toPath()) + " " + number + (readBack ? " read back" : "");
    }

    @Override
    public String getSummary() {
        return "text model " + spec.label();
    }

    @Override
    public TextModelSpec getSpec() {
        return spec;
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }
}
