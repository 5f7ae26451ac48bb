// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.hazelab.host.registry.NodeLoadException;
import org.hazelab.host.registry.NodeRegistry;
import org.hazelab.standin.node.NodeDetails;
import org.hazelab.standin.parameters.ParameterDetails;
import org.knime.core.node.port.PortType;
import org.knime.node.HostAccess;

/** The reference of all installed nodes, category by category, as plain text or as Markdown. */
public final class NodeReference {

    private final boolean markdown;
    private final StringBuilder text = new StringBuilder();

    private NodeReference(final boolean markdown) {
        this.markdown = markdown;
    }

    /**
     * Writes the reference.
     *
     * @throws NodeLoadException when a registered node cannot be made
     */
    public static String of(final NodeRegistry registry, final boolean markdown) throws NodeLoadException {
        NodeReference reference = new NodeReference(markdown);
        Map<String, List<NodeRegistry.Entry>> categories = new LinkedHashMap<>();
        for (NodeRegistry.Entry entry : registry.all()) {
            if (!entry.deprecated() && !entry.hidden()) {
                categories.computeIfAbsent(String.join(" / ", entry.category()), c -> new ArrayList<>()).add(entry);
            }
        }
        reference.line(markdown ? "# Node reference" : "NODE REFERENCE");
        for (Map.Entry<String, List<NodeRegistry.Entry>> category : categories.entrySet()) {
            reference.heading(2, category.getKey());
            for (NodeRegistry.Entry entry : category.getValue()) {
                reference.node(HostAccess.detailsOf(entry.create()), entry.factoryClass());
            }
        }
        if (categories.isEmpty()) {
            reference.line("No nodes are installed.");
        }
        return reference.text.toString();
    }

    private void line(final String line) {
        text.append(line).append('\n');
    }

    private void heading(final int level, final String title) {
        line("");
        if (markdown) {
            line("#".repeat(level) + " " + title);
            line("");
        } else {
            line(level == 2 ? "== " + title + " ==" : level == 3 ? title : title + ":");
        }
    }

    private void paragraph(final String block) {
        line(markdown ? block : Prose.wrap(block, "  "));
        if (markdown && !block.startsWith("- ") && !block.startsWith("1. ")) {
            line("");
        }
    }

    private void node(final NodeDetails node, final String factory) {
        heading(3, node.name());
        paragraph(Prose.line(node.shortDescription(), markdown));
        paragraph(node.type() + " node, since KNIME " + node.sinceVersion() + ", "
            + (markdown ? "`" + factory + "`" : factory));
        Prose.blocks(node.fullDescription(), markdown).forEach(this::paragraph);
        ports("Inputs", node.inputs());
        ports("Outputs", node.outputs());
        options(node.options());
    }

    private void ports(final String title, final List<NodeDetails.Port> ports) {
        if (ports.isEmpty()) {
            return;
        }
        heading(4, title);
        for (NodeDetails.Port port : ports) {
            String mode = port.optional() ? ", optional" : "";
            paragraph("- " + strong(port.name()) + " ("
                + port.types().stream().map(PortType::getName).collect(Collectors.joining(" or ")) + mode + "): "
                + Prose.line(port.description(), markdown));
        }
    }

    private String strong(final String words) {
        return markdown ? "**" + words + "**" : words;
    }

    private String code(final String words) {
        return markdown ? "`" + words + "`" : words;
    }

    private void options(final List<ParameterDetails> options) {
        Map<String, List<ParameterDetails>> sections = new LinkedHashMap<>();
        options.forEach(o -> sections.computeIfAbsent(o.section(), s -> new ArrayList<>()).add(o));
        sections.forEach((section, members) -> {
            heading(4, section.isEmpty() ? "Options" : "Options: " + section);
            members.forEach(this::option);
        });
    }

    private void option(final ParameterDetails option) {
        List<String> facts = new ArrayList<>();
        facts.add(option.type());
        if (!option.range().isEmpty()) {
            facts.add(option.range());
        }
        if (!option.standard().isEmpty()) {
            facts.add("default " + option.standard());
        }
        if (option.advanced()) {
            facts.add("advanced");
        }
        if (!option.condition().isEmpty()) {
            facts.add(option.condition());
        }
        facts.add("key " + code(option.key()));
        paragraph("- " + strong(option.title()) + " (" + String.join("; ", facts) + "): "
            + Prose.line(option.description(), markdown));
        for (ParameterDetails.Allowed allowed : option.allowed()) {
            String description = allowed.description().isEmpty() ? ""
                : ": " + Prose.line(allowed.description(), markdown);
            line(markdown ? "  - " + allowed.label() + " (" + code(allowed.name()) + ")" + description
                : Prose.wrap("- " + allowed.label() + " (" + allowed.name() + ")" + description, "      "));
        }
    }
}
