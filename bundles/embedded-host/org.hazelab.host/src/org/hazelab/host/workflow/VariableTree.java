// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host.workflow;

import java.util.LinkedHashMap;
import java.util.Map;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.config.base.AbstractConfigEntry;
import org.knime.core.node.config.base.ConfigEntries;
import org.knime.core.node.workflow.FlowVariable;

/**
 * Which settings of a node are controlled by flow variables, and which become flow variables: the tree
 * {@code variables/tree} of its settings file, with {@code used_variable} and {@code exposed_variable} at its leaves.
 */
public final class VariableTree {

    private static final String USED = "used_variable";
    private static final String EXPOSED = "exposed_variable";

    private final Map<String, FlowVariable> variables;
    private final Map<String, FlowVariable> exposed = new LinkedHashMap<>();

    private VariableTree(final Map<String, FlowVariable> variables) {
        this.variables = variables;
    }

    /**
     * Puts the values of variables into the settings.
     *
     * @param settings the settings of the node, changed in place
     * @param tree which variable controls what
     * @param variables the variables that reach the node
     * @return the variables that the settings are exposed as
     * @throws InvalidSettingsException when a variable is not there or does not fit
     */
    public static Map<String, FlowVariable> apply(final NodeSettings settings, final NodeSettings tree,
        final Map<String, FlowVariable> variables) throws InvalidSettingsException {
        VariableTree self = new VariableTree(variables);
        self.walk(settings, tree, "");
        return self.exposed;
    }

    private void walk(final NodeSettings settings, final NodeSettings tree, final String path)
        throws InvalidSettingsException {
        for (String key : tree) {
            NodeSettings branch = tree.getNodeSettings(key);
            String where = path + key;
            if (!settings.containsKey(key)) {
                throw new InvalidSettingsException("a flow variable is meant for the setting \"" + where
                    + "\", which the node does not have");
            }
            if (isLeaf(branch)) {
                use(settings, key, where, branch.getString(USED, null));
                expose(settings, key, branch.getString(EXPOSED, null));
            } else {
                walk(settings.getNodeSettings(key), branch, where + "/");
            }
        }
    }

    private static boolean isLeaf(final NodeSettings branch) {
        return isText(branch.getEntry(USED)) || isText(branch.getEntry(EXPOSED));
    }

    private static boolean isText(final AbstractConfigEntry entry) {
        return entry != null && entry.getType() == ConfigEntries.xstring;
    }

    private void use(final NodeSettings settings, final String key, final String where, final String name)
        throws InvalidSettingsException {
        if (name == null) {
            return;
        }
        FlowVariable variable = variables.get(name);
        if (variable == null) {
            String known =
                variables.isEmpty() ? "there are none" : "known are " + String.join(", ", variables.keySet());
            throw new InvalidSettingsException("the setting \"" + where + "\" is controlled by the flow variable \""
                + name + "\", which does not exist (" + known + ")");
        }
        String type = settings.getEntry(key).getType().name();
        if (!Variables.overwrite(settings, key, variable)) {
            throw new InvalidSettingsException("the setting \"" + where + "\" (" + type
                + ") cannot take the flow variable \"" + name + "\", which is of type " + Variables.kindOf(variable)
                + " with the value \"" + variable.getValueAsString() + "\"");
        }
    }

    private void expose(final NodeSettings settings, final String key, final String name)
        throws InvalidSettingsException {
        if (name != null) {
            exposed.put(name, Variables.expose(settings, key, name));
        }
    }
}
