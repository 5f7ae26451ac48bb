// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;
import org.hazelab.host.ExitCode;
import org.hazelab.host.reference.NodeReference;
import org.hazelab.host.registry.NodeLoadException;
import org.hazelab.host.registry.NodeRegistry;

/** The application {@code org.hazelab.host.nodes}: prints the node reference. */
public final class NodesApplication implements IApplication {

    /** For the extension point. */
    public NodesApplication() {
        // nothing to prepare
    }

    @Override
    public Object start(final IApplicationContext context) {
        context.applicationRunning();
        ScratchFolder.deleteAtExit();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        return Integer.valueOf(print(out, System.err, Arguments.of(context)).number());
    }

    static ExitCode print(final PrintStream out, final PrintStream err, final String... arguments) {
        List<String> unknown = Arrays.stream(arguments).filter(a -> !a.equals("--markdown")).toList();
        if (!unknown.isEmpty()) {
            err.println("Unknown option '" + unknown.get(0) + "'. The only one is --markdown.");
            return ExitCode.USAGE;
        }
        try {
            out.print(NodeReference.of(new NodeRegistry(), arguments.length > 0));
            out.flush();
            return ExitCode.OK;
        } catch (NodeLoadException e) {
            err.println(e.getMessage());
            return ExitCode.LOAD;
        }
    }

    @Override
    public void stop() {
        // it ends by itself
    }
}
