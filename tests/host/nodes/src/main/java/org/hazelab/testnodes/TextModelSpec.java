// SPDX-License-Identifier: Apache-2.0
package org.hazelab.testnodes;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;

/** A label and some words. */
public final class TextModelSpec extends AbstractSimplePortObjectSpec {

    /** Needs nothing but its name. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<TextModelSpec> {
    }

    private String label;
    private String[] words = {};

    /** When it is read back. */
    public TextModelSpec() {
        // the label follows
    }

    /** A spec of that label. */
    public TextModelSpec(final String label, final String... words) {
        this.label = label;
        this.words = words.clone();
    }

    /** The label. */
    public String label() {
        return label;
    }

    @Override
    protected void save(final ModelContentWO model) {
        model.addString("label", label);
        ModelContentWO inner = model.addModelContent("inner");
        inner.addStringArray("words", words);
    }

    @Override
    protected void load(final ModelContentRO model) throws InvalidSettingsException {
        label = model.getString("label");
        words = model.getModelContent("inner").getStringArray("words");
    }
}
