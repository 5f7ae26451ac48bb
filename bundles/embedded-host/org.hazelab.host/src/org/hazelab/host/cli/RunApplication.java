// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host.cli;

import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;
import org.hazelab.host.ExitCode;

/** The application {@code org.hazelab.host.run}. */
public final class RunApplication implements IApplication {

    /** For the extension point. */
    public RunApplication() {
        // nothing to prepare
    }

    @Override
    public Object start(final IApplicationContext context) {
        context.applicationRunning();
        ScratchFolder.deleteAtExit();
        String[] arguments = Arguments.of(context);
        ConsoleReport report = new ConsoleReport(System.out, System.err, Boolean.getBoolean("hazelab.terminal"),
            Integer.getInteger("hazelab.columns", 80));
        RunCommand command = new RunCommand(System.out, System.err, report);
        try (Interrupt interrupt = Interrupt.watch(command::cancel)) {
            ExitCode code = command.run(arguments);
            return Integer.valueOf(interrupt.happened() ? ExitCode.INTERRUPTED.number() : code.number());
        }
    }

    @Override
    public void stop() {
        // the interrupt does it
    }
}
