// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.script;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The text of a network's TorchScript classes and the tree of its modules.
 *
 * <p>A dotted parameter name is a path: the modules on it become objects of small classes without methods, one class
 * for all modules of the same content, so that the parameters get the names that PyTorch gives them.
 */
final class Source {

    /** What TorchScript puts before every class name. */
    static final String PREFIX = "__torch__.";

    /** A module: the name of its class, and its parameters and modules in the order of declaration. */
    record Module(String type, Map<String, Parameter> parameters, Map<String, Module> modules) {
    }

    private static final class Tree {
        final Map<String, Parameter> parameters = new LinkedHashMap<>();
        final Map<String, Tree> children = new LinkedHashMap<>();
    }

    private final StringBuilder text = new StringBuilder();
    /** The names of the classes by what their modules hold. */
    private final Map<String, String> types = new LinkedHashMap<>();
    private final Module root;

    Source(Network network) {
        Tree tree = new Tree();
        for (Parameter parameter : network.parameters()) {
            String[] path = parameter.name().split("\\.");
            Tree at = tree;
            for (int i = 0; i < path.length - 1; i++) {
                at = at.children.computeIfAbsent(path[i], name -> new Tree());
            }
            at.parameters.put(path[path.length - 1], parameter);
        }
        Map<String, Module> modules = modules(tree);
        root = new Module(network.name(), tree.parameters, modules);
        text.append(head(network.name(), attributes(tree.parameters.keySet(), modules)));
        network.states()
            .forEach((name, type) -> text.append("  ").append(name).append(" : ").append(type).append('\n'));
        network.allMethods().values().forEach(method -> text.append(method.text()));
    }

    Module root() {
        return root;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private Map<String, Module> modules(Tree tree) {
        Map<String, Module> modules = new LinkedHashMap<>();
        tree.children.forEach((name, child) -> {
            Map<String, Module> below = modules(child);
            String attributes = attributes(child.parameters.keySet(), below);
            String type = types.computeIfAbsent(attributes, key -> {
                String added = "Part" + types.size();
                text.append(head(added, key));
                return added;
            });
            modules.put(name, new Module(type, child.parameters, below));
        });
        return modules;
    }

    private static String head(String type, String attributes) {
        return "class " + type + "(Module):\n" + attributes;
    }

    private static String attributes(Iterable<String> parameters, Map<String, Module> modules) {
        StringBuilder lines = new StringBuilder("  __parameters__ = [");
        parameters.forEach(name -> lines.append('"').append(name).append("\", "));
        lines.append("]\n  __buffers__ = []\n  training : bool\n");
        parameters.forEach(name -> lines.append(attribute(name, "Tensor")));
        modules.forEach((name, module) -> lines.append(attribute(name, PREFIX + module.type())));
        return lines.toString();
    }

    private static String attribute(String name, String type) {
        return Character.isDigit(name.charAt(0)) ? "  __annotations__[\"" + name + "\"] = " + type + "\n"
            : "  " + name + " : " + type + "\n";
    }
}
