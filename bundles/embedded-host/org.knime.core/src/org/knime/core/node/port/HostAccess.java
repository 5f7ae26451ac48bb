// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.port;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

import org.knime.core.data.filestore.FileStorePortObject;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;

/** The host's door to port objects; not part of KNIME's API. */
public final class HostAccess {

    /** Whether nodes read copies of port objects, as with the cells of tables. */
    public static final boolean COPIES_WANTED = Boolean.getBoolean("hazelab.host.copycells");

    private HostAccess() {
    }

    /**
     * The object written with its registered serializers and read back, as after saving and opening a workflow. Both
     * have the same file stores. Tables stay as they are: their cells are copied.
     *
     * @throws IOException when there is no serializer, or it fails
     */
    public static PortObject copyThroughSerializers(final PortObject object, final ExecutionMonitor exec)
        throws IOException, CanceledExecutionException {
        if (object instanceof BufferedDataTable) {
            return object;
        }
        PortObjectSpec spec = copyThroughSerializer(object.getSpec());
        try (PortObjectZipInputStream in =
            new PortObjectZipInputStream(new ByteArrayInputStream(objectBytes(object, exec)))) {
            PortObject copy = serializer(object).loadPortObject(in, spec, exec);
            if (copy instanceof FileStorePortObject withFiles) {
                org.knime.core.data.filestore.HostAccess.adopt(withFiles,
                    org.knime.core.data.filestore.HostAccess.storesOf((FileStorePortObject)object));
            }
            return copy;
        }
    }

    /** What the object's serializer writes, as a zip archive. */
    public static byte[] objectBytes(final PortObject object, final ExecutionMonitor exec)
        throws IOException, CanceledExecutionException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PortObjectZipOutputStream out = new PortObjectZipOutputStream(bytes)) {
            serializer(object).savePortObject(object, out, exec);
        }
        return bytes.toByteArray();
    }

    private static PortObject.PortObjectSerializer<PortObject> serializer(final PortObject object) throws IOException {
        return PortTypeRegistry.getInstance().getObjectSerializer(object.getClass()).orElseThrow(
            () -> new IOException("No serializer is registered for " + object.getClass().getName()));
    }

    /** The spec written with its registered serializer and read back. */
    static PortObjectSpec copyThroughSerializer(final PortObjectSpec spec) throws IOException {
        PortObjectSpec.PortObjectSpecSerializer<PortObjectSpec> serializer =
            PortTypeRegistry.getInstance().getSpecSerializer(spec.getClass()).orElseThrow(
                () -> new IOException("No serializer is registered for " + spec.getClass().getName()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PortObjectSpecZipOutputStream out = new PortObjectSpecZipOutputStream(bytes)) {
            serializer.savePortObjectSpec(spec, out);
        }
        try (PortObjectSpecZipInputStream in =
            new PortObjectSpecZipInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return serializer.loadPortObjectSpec(in);
        }
    }
}
