// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host.cli;

import org.eclipse.equinox.app.IApplicationContext;

/** The arguments of an application. */
final class Arguments {

    private Arguments() {
    }

    static String[] of(final IApplicationContext context) {
        Object arguments = context.getArguments().get(IApplicationContext.APPLICATION_ARGS);
        return arguments instanceof String[] strings ? strings : new String[0];
    }
}
