// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.dehaze;

import java.util.List;
import java.util.stream.Collectors;

import org.hazelab.methods.Method;
import org.hazelab.methods.MethodCatalog;
import org.hazelab.methods.Output;

/** What the node's description says of the methods, from their declarations. */
final class DehazeTexts {

    private DehazeTexts() {
    }

    /** A paragraph for each method. */
    static String methods() {
        return MethodCatalog.builtIn().methods().stream()
            .map(method -> "<p><b>" + xml(method.title()) + "</b> " + xml(method.description()) + "</p>")
            .collect(Collectors.joining("\n"));
    }

    /** The columns that methods add to the dehazed image's. */
    static String columns() {
        return MethodCatalog.builtIn().methods().stream().filter(method -> !outputs(method).isEmpty())
            .map(method -> "for " + xml(method.title()) + " " + outputs(method).stream()
                .map(output -> "<tt>" + xml(output.key()) + "</tt> (" + xml(output.description()) + ")")
                .collect(Collectors.joining(", ")))
            .collect(Collectors.joining("; "));
    }

    private static List<Output> outputs(Method method) {
        return method.outputs().stream().filter(Output::hasColumn).toList();
    }

    private static String xml(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
