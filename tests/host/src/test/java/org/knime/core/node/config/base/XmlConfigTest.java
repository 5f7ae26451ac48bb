// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.config.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;

class XmlConfigTest {

    @Test
    void everyTypeSurvives() throws IOException, InvalidSettingsException {
        NodeSettings settings = new NodeSettings("settings.xml");
        settings.addString("text", "a <b> & \"c\" ä\n\t%%00065 %");
        settings.addString("null", null);
        settings.addInt("int", Integer.MIN_VALUE);
        settings.addLong("long", Long.MAX_VALUE);
        settings.addDouble("double", 0.1);
        settings.addDouble("nan", Double.NaN);
        settings.addBoolean("boolean", true);
        settings.addStringArray("nullArray", (String[])null);
        settings.addNodeSettings("empty");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        settings.saveToXML(out);
        String xml = out.toString(StandardCharsets.UTF_8);
        assertTrue(xml.contains("%%00010%%00009%%00037%00065"), xml);
        assertTrue(xml.startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<config xmlns=\"http://www.knime.org/"));
        NodeSettings read = (NodeSettings)NodeSettings.loadFromXML(new ByteArrayInputStream(out.toByteArray()));
        NodeSettings same = new NodeSettings("ignored");
        settings.copyTo(same);
        assertEquals(same, read);
        assertNull(read.getString("null"));
        assertNull(read.getStringArray("nullArray"));
        assertEquals(settings.getString("text"), read.getString("text"));
    }

    @Test
    void gettersWantTheExactTypeAndSaySoAsKnimeDoes() {
        NodeSettings settings = new NodeSettings("s");
        settings.addInt("int", 1);
        assertEquals("Long for key \"int\" not found.",
            assertThrows(InvalidSettingsException.class, () -> settings.getLong("int")).getMessage());
        assertEquals("Config for key \"x\" not found.",
            assertThrows(InvalidSettingsException.class, () -> settings.getNodeSettings("x")).getMessage());
        assertEquals(true, settings.getBoolean("int", true));
        assertEquals("d", settings.getString("int", "d"));
    }
}
