// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.hazelab.host.registry.NodeLoadException;
import org.hazelab.host.registry.NodeRegistry;
import org.junit.jupiter.api.Test;

class NodeReferenceTest {

    @Test
    void tellsCategoryPortsAndEveryOptionInMarkdown() throws NodeLoadException {
        String text = NodeReference.of(new NodeRegistry(), true);
        for (String line : new String[] {"## Community Nodes / Test Nodes", "### Test Source", "Gives rows.",
            "Source node, since KNIME 5.8.0, `org.hazelab.testnodes.SourceNodeFactory`", "Gives **rows**:",
            "- a number", "#### Outputs", "- **Out** (Data): The rows.", "#### Options",
            "- **Rows** (whole number; at least 1, at most 5000; default 4; key `rows`): How many rows.",
            "- **Kind** (choice; default First kind; key `kind`): Which kind.",
            "  - First kind (`FIRST`): The **first** one.", "  - Second (`SECOND`)",
            "- **Path** (text; default data/in.bin; shown if \"Kind\" is \"Second\"; key `path`): A path.",
            "- **Optional** (number, can be switched off; default off; key `opt`): Off at first.",
            "#### Options: More", "- **Inner** (whole number; default 3; key `group/inner`): A number in a group.",
            "- **Flag** (yes or no; default yes; key `group/flag`): A truth value in a group.",
            "- **Reference** (Data, optional): More rows."}) {
            assertTrue(text.lines().anyMatch(line::equals), line + " is not in\n" + text);
        }
    }

    @Test
    void tellsTheSameInPlainText() throws NodeLoadException {
        String text = NodeReference.of(new NodeRegistry(), false);
        assertTrue(text.contains("== Community Nodes / Test Nodes =="), text);
        assertTrue(text.contains("  - Rows (whole number; at least 1, at most 5000; default 4; key rows): How many"),
            text);
        assertTrue(text.lines().allMatch(l -> l.length() <= 100), text);
    }

    @Test
    void descriptionsBecomeBlocks() {
        String html = "One<br/>two <i>three</i><ol><li>a</li><li>b <a href=\"http://x\">c</a></li></ol><h3>H</h3>end";
        assertEquals(List.of("One", "two *three*", "1. a", "1. b [c](http://x)", "**H**", "end"),
            Prose.blocks(html, true));
        assertEquals(List.of("One", "two three", "1. a", "1. b c (http://x)", "H", "end"), Prose.blocks(html, false));
    }
}
