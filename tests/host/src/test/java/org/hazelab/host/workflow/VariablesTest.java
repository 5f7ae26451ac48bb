// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host.workflow;

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
        settings.addFloat("float", 0);
        settings.addByte("byte", (byte)0);
        settings.addBoolean("boolean", false);
        settings.addString("string", "");
        settings.addChar("char", ' ');
        settings.addStringArray("strings", "a", "b");
        settings.addIntArray("ints", 1, 2);
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
        assertEquals(List.of("int", "long", "double", "float", "byte", "string", "strings", "ints"), taken(7));
        assertEquals(List.of("double", "float", "string", "strings"), taken(0.5));
        assertEquals(List.of("string", "char", "strings"), taken("x"));
        assertEquals(List.of("boolean", "string", "strings"), taken("true"));
        assertEquals(List.of("boolean", "string", "strings"), taken(true));
        assertEquals(List.of("long", "double", "float", "string", "strings"), taken(7L));
        assertEquals(List.of("strings"), taken(new String[] {"x", "y"}));
    }

    @Test
    void aSingleValueBecomesAnArrayOfOne() throws Exception {
        NodeSettings settings = settings();
        Variables.overwrite(settings, "ints", new FlowVariable("v", 9));
        assertEquals(List.of(9), java.util.Arrays.stream(settings.getIntArray("ints")).boxed().toList());
    }
}
