// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import java.io.IOException;
import java.io.InputStream;

import org.knime.core.node.config.base.ConfigBase;

/** A model's values in memory. */
public final class ModelContent extends ConfigBase implements ModelContentRO, ModelContentWO {

    /** Empty values of that name. */
    public ModelContent(final String key) {
        super(key);
    }

    /** @throws IOException with one sentence when the file is not in KNIME's XML dialect */
    public static ModelContentRO loadFromXML(final InputStream in) throws IOException {
        return loadFromXML(new ModelContent("ignored"), in);
    }

    @Override
    public ModelContent getInstance(final String key) {
        return new ModelContent(key);
    }

    @Override
    public ModelContent getModelContent(final String key) throws InvalidSettingsException {
        return (ModelContent)getConfigBase(key);
    }

    @Override
    public ModelContentWO addModelContent(final String key) {
        return (ModelContent)addConfigBase(key);
    }
}
