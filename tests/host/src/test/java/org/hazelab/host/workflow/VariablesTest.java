// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host.workflow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.workflow.FlowVariable;
import org.knime.core.node.workflow.HostAccess;

class VariablesTest {

    private static NodeSettings settings() {
        NodeSettings settings = new NodeSettings("model");
        settings.addInt("int", 0);
        settings.addLong("long", 0);
        settings.addDouble("double", 0);
        settings.addBoolean("boolean", false);
        settings.addString("string", "");
        settings.addStringArray("strings", "a", "b");
        settings.addNodeSettings("group");
        return settings;
    }

    private static List<String> taken(final Object value) {
        List<String> keys = new ArrayList<>();
        FlowVariable variable = HostAccess.newVariable("v", value);
        for (String key : settings()) {
            NodeSettings copy = settings();
            if (Variables.overwrite(copy, key, variable)) {
                keys.add(key);
            }
        }
        return keys;
    }

    /** The sets are those of KNIME's VariableType (canOverwrite) for these settings. */
    @Test
    void aVariableFitsTheSettingsItFitsInKnime() {
        assertEquals(List.of("int", "long", "double", "string", "strings"), taken(7));
        assertEquals(List.of("double", "string", "strings"), taken(0.5));
        assertEquals(List.of("string", "strings"), taken("x"));
        assertEquals(List.of("boolean", "string", "strings"), taken("true"));
        assertEquals(List.of("boolean", "string", "strings"), taken(true));
        assertEquals(List.of("long", "double", "string", "strings"), taken(7L));
        assertEquals(List.of("strings"), taken(new String[] {"x", "y"}));
    }

    @Test
    void aSingleValueBecomesAnArrayOfOne() throws Exception {
        NodeSettings settings = settings();
        Variables.overwrite(settings, "strings", HostAccess.newVariable("v", 9));
        assertArrayEquals(new String[] {"9"}, settings.getStringArray("strings"));
    }
}
