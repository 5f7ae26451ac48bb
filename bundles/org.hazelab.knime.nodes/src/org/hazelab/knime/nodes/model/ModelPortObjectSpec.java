// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import javax.swing.JComponent;

import org.hazelab.imaging.Nullable;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelEntries;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;

/**
 * What is known of a model without its weights: its description.
 *
 * <p>The description that a node promises when it is configured may lack what only execution can tell, such as losses;
 * the one of the finished model is that of its file.
 */
public final class ModelPortObjectSpec extends AbstractSimplePortObjectSpec {

    /** Registered in plugin.xml; KNIME takes the class to read from its type argument. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<ModelPortObjectSpec> {
    }

    /** Of what {@link #save} writes; higher ones are refused. */
    private static final int FORMAT = 1;

    private @Nullable ModelDescription description;

    /** Called by KNIME before it calls {@link #load}; everybody else has a description. */
    public ModelPortObjectSpec() {
    }

    /** The spec of a model. */
    public ModelPortObjectSpec(ModelDescription description) {
        this.description = Objects.requireNonNull(description);
    }

    /** What the model says about itself. */
    public ModelDescription description() {
        return Objects.requireNonNull(description);
    }

    @Override
    protected void save(ModelContentWO model) {
        model.addInt("format", FORMAT);
        model.addString("method", description().method());
        groups(description()).forEach((name, entries) -> {
            // Two lists: an entry's key is any text, a key of KNIME's is not.
            ModelContentWO group = model.addModelContent(name);
            group.addStringArray("keys", entries.texts().keySet().toArray(String[]::new));
            group.addStringArray("values", entries.texts().values().toArray(String[]::new));
        });
    }

    @Override
    protected void load(ModelContentRO model) throws InvalidSettingsException {
        int format = model.getInt("format");
        if (format > FORMAT) {
            throw new InvalidSettingsException("The model was stored by a newer HazeLab. Update HazeLab.");
        }
        description = new ModelDescription(model.getString("method"), group(model, "configuration"),
            group(model, "normalization"), group(model, "training"), group(model, "versions"));
    }

    private static ModelEntries group(ModelContentRO model, String name) throws InvalidSettingsException {
        ModelContentRO group = model.getModelContent(name);
        String[] keys = group.getStringArray("keys");
        String[] values = group.getStringArray("values");
        if (keys.length != values.length) {
            throw new InvalidSettingsException("The " + name + " of the model has " + keys.length + " keys and "
                + values.length + " values.");
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < keys.length; i++) {
            texts.put(keys[i], values[i]);
        }
        return ModelEntries.of(texts);
    }

    /** The groups of a description by name, in the order in which people read them. */
    static Map<String, ModelEntries> groups(ModelDescription description) {
        Map<String, ModelEntries> groups = new LinkedHashMap<>();
        groups.put("configuration", description.configuration());
        groups.put("normalization", description.normalization());
        groups.put("training", description.training());
        groups.put("versions", description.versions());
        return groups;
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[] {ModelText.view("Model specification", ModelText.of(description()))};
    }
}
