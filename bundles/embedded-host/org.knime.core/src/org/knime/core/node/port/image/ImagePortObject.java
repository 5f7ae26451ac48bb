// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.port.image;

import java.io.IOException;
import java.util.zip.ZipEntry;

import javax.swing.JComponent;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.image.ImageContent;
import org.knime.core.data.image.png.PNGImageContent;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;

/** One image that travels between nodes. PNG images are those that the host reads back. */
public class ImagePortObject implements PortObject {

    /** Images. */
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(ImagePortObject.class);

    private final ImageContent content;
    private final ImagePortObjectSpec spec;

    /** An image; the cell it becomes is of the spec's type. */
    public ImagePortObject(final ImageContent content, final ImagePortObjectSpec spec) {
        if (content == null || spec == null) {
            throw new NullPointerException("Argument must not be null.");
        }
        this.content = content;
        this.spec = spec;
    }

    /** The image as a cell; missing where the content is of another type than the spec says. */
    public DataCell toDataCell() {
        DataCell cell = content.toImageCell();
        return spec.getDataType().isASuperTypeOf(cell.getType()) ? cell : DataType.getMissingCell();
    }

    @Override
    public String getSummary() {
        return content.getSummary();
    }

    @Override
    public ImagePortObjectSpec getSpec() {
        return spec;
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    /** Writes and reads these objects. */
    public static final class Serializer extends PortObjectSerializer<ImagePortObject> {

        @Override
        public void savePortObject(final ImagePortObject image, final PortObjectZipOutputStream out,
            final ExecutionMonitor exec) throws IOException {
            out.putNextEntry(new ZipEntry(image.content.getClass().getName()));
            image.content.save(out);
            out.closeEntry();
        }

        @Override
        public ImagePortObject loadPortObject(final PortObjectZipInputStream in, final PortObjectSpec spec,
            final ExecutionMonitor exec) throws IOException {
            ZipEntry entry = in.getNextEntry();
            if (entry == null || !entry.getName().equals(PNGImageContent.class.getName())) {
                throw new IOException("No image content of the kind " + entry + " can be read.");
            }
            return new ImagePortObject(new PNGImageContent(in), (ImagePortObjectSpec)spec);
        }
    }
}
