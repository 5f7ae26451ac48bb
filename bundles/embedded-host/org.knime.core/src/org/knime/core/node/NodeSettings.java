// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import java.io.IOException;
import java.io.InputStream;

import org.knime.core.node.config.base.ConfigBase;

/** A node's settings in memory. */
public final class NodeSettings extends ConfigBase implements NodeSettingsRO, NodeSettingsWO {

    /** Empty settings of that name. */
    public NodeSettings(final String key) {
        super(key);
    }

    /** @throws IOException with one sentence when the file is not in KNIME's XML dialect */
    public static NodeSettingsRO loadFromXML(final InputStream in) throws IOException {
        return loadFromXML(new NodeSettings("ignored"), in);
    }

    @Override
    public NodeSettings getInstance(final String key) {
        return new NodeSettings(key);
    }

    @Override
    public NodeSettings getNodeSettings(final String key) throws InvalidSettingsException {
        return (NodeSettings)getConfigBase(key);
    }

    @Override
    public NodeSettingsWO addNodeSettings(final String key) {
        return (NodeSettings)addConfigBase(key);
    }
}
