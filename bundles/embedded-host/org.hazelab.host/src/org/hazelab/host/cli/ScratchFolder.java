// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host.cli;

import java.io.File;
import java.nio.file.Files;

/**
 * The folder that {@code ./hazelab} gives Equinox for its cache where the installation cannot be written. This
 * process deletes it at its end: it has replaced the shell, which therefore cannot.
 */
final class ScratchFolder {

    /** Names the folder; set by {@code ./hazelab} alone. */
    static final String PROPERTY = "hazelab.scratch";

    private ScratchFolder() {
    }

    /** Deletes the folder when the process ends, if there is one. */
    static void deleteAtExit() {
        String folder = System.getProperty(PROPERTY);
        if (folder != null && !folder.isBlank()) {
            // By then the framework is gone and loads no class of ours: what is needed is loaded now.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(new File(folder)), "hazelab-scratch"));
        }
    }

    private static void delete(final File file) {
        File[] inside = Files.isSymbolicLink(file.toPath()) ? null : file.listFiles();
        if (inside != null) {
            for (File child : inside) {
                delete(child);
            }
        }
        file.delete();
    }
}
