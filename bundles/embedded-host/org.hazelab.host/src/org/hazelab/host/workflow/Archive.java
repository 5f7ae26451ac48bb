// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host.workflow;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.hazelab.host.ExitCode;
import org.hazelab.host.HostException;

/** Unpacks .knwf files: zip files with the folder of a workflow inside. */
public final class Archive {

    private Archive() {
    }

    /**
     * Unpacks into a folder that is empty or not there yet.
     *
     * @throws HostException when the file is no zip file, or an entry would end up outside of the folder
     */
    public static void unpack(final Path file, final Path folder) throws HostException {
        Path root = folder.toAbsolutePath().normalize();
        int entries = 0;
        try (InputStream in = Files.newInputStream(file); ZipInputStream zip = new ZipInputStream(in)) {
            Files.createDirectories(root);
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries++;
                Path target = root.resolve(entry.getName().replace('\\', '/')).normalize();
                if (!target.startsWith(root)) {
                    throw Problems.load("The file " + file + " is not safe: its entry \"" + entry.getName()
                        + "\" would be written outside of the folder it is unpacked to.");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(zip, target);
                }
            }
        } catch (InvalidPathException e) {
            throw HostException.unnamable(ExitCode.LOAD, e);
        } catch (IOException | IllegalArgumentException e) {
            throw Problems.load("The file " + file + " cannot be unpacked: " + e.getMessage() + ".", e);
        }
        if (entries == 0) {
            throw Problems.load("The file " + file + " is no workflow archive: it is not a zip file, or an empty one.");
        }
    }
}
