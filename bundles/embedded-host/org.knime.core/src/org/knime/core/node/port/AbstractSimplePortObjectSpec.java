// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.port;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.zip.ZipEntry;

import javax.swing.JComponent;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;

/**
 * A spec of a few values. Kept of KNIME's contract: it is read back into an object made by its public constructor
 * without arguments, specs are equal when they are of one class and save the same, and the form in which they are
 * saved.
 */
public abstract class AbstractSimplePortObjectSpec implements PortObjectSpec {

    private static final String ENTRY = "content.xml";
    private static final String CLASS_NAME = "class_name";
    private static final String MODEL = "model";

    /** Subclasses have a public constructor without arguments, too. */
    public AbstractSimplePortObjectSpec() {
        // nothing to set
    }

    /** Stores the values. */
    protected abstract void save(ModelContentWO model);

    /** Takes the values, once, after the constructor without arguments. */
    protected abstract void load(ModelContentRO model) throws InvalidSettingsException;

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    private ModelContent saved() {
        ModelContent content = new ModelContent(MODEL);
        save(content);
        return content;
    }

    @Override
    public boolean equals(final Object ospec) {
        return ospec == this || ospec != null && getClass() == ospec.getClass()
            && saved().equals(((AbstractSimplePortObjectSpec)ospec).saved());
    }

    @Override
    public int hashCode() {
        return saved().hashCode();
    }

    /**
     * Writes and reads specs of one class; subclasses only name it.
     *
     * @param <T> the class
     */
    public abstract static class AbstractSimplePortObjectSpecSerializer<T extends AbstractSimplePortObjectSpec>
        extends
            PortObjectSpecSerializer<T> {

        @Override
        public T loadPortObjectSpec(final PortObjectSpecZipInputStream in) throws IOException {
            ZipEntry entry = in.getNextEntry();
            if (entry == null || !entry.getName().equals(ENTRY)) {
                throw new IOException("Expected zip entry " + ENTRY + ", got " + entry);
            }
            try {
                ModelContentRO content = ModelContent.loadFromXML(new ByteArrayInputStream(in.readAllBytes()));
                return load(content.getString(CLASS_NAME), content.getModelContent(MODEL));
            } catch (InvalidSettingsException e) {
                throw new IOException("Unable to load the spec: " + e.getMessage(), e);
            }
        }

        @SuppressWarnings("unchecked")
        private static <T extends AbstractSimplePortObjectSpec> T load(final String className,
            final ModelContentRO model) throws InvalidSettingsException {
            Class<? extends PortObjectSpec> type = PortTypeRegistry.getInstance().getSpecClass(className).orElseThrow(
                () -> new InvalidSettingsException("no port type with the spec " + className + " is registered"));
            try {
                T spec = (T)type.getConstructor().newInstance();
                spec.load(model);
                return spec;
            } catch (NoSuchMethodException | InstantiationException | IllegalAccessException
                | InvocationTargetException e) {
                throw new IllegalStateException(className + " needs a public constructor without arguments.", e);
            }
        }

        @Override
        public void savePortObjectSpec(final T portObject, final PortObjectSpecZipOutputStream out)
            throws IOException {
            ModelContent content = new ModelContent("model.xml");
            content.addInt("version", 1);
            content.addString(CLASS_NAME, portObject.getClass().getName());
            portObject.save(content.addModelContent(MODEL));
            out.putNextEntry(new ZipEntry(ENTRY));
            content.saveToXML(out);
        }
    }
}
