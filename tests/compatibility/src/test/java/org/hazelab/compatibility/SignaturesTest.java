// SPDX-License-Identifier: Apache-2.0
package org.hazelab.compatibility;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signatures are read from the shapes that bundles have in an installation of KNIME. */
class SignaturesTest {

    private static final Path CORE = Ledger.root().resolve("bundles/embedded-host/org.knime.core/target/classes");
    private static final Path UI = Ledger.root().resolve("bundles/embedded-host/org.knime.core.ui/target/classes");

    @TempDir
    private Path installation;

    private static byte[] jar(Path classes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream jar = new ZipOutputStream(bytes); Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".class")).toList()) {
                jar.putNextEntry(new ZipEntry(classes.relativize(file).toString().replace('\\', '/')));
                jar.write(Files.readAllBytes(file));
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] around(byte[] jar) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream outer = new ZipOutputStream(bytes)) {
            outer.putNextEntry(new ZipEntry("lib/inner.jar"));
            outer.write(jar);
        }
        return bytes.toByteArray();
    }

    /** The ledger made of the host's own bundles is what the ledger needs, whatever the shape of a bundle. */
    @Test
    void readsJarsInFoldersAndJarsWithinJars() throws IOException {
        Path folder = Files.createDirectories(installation.resolve("plugins/org.knime.core_1.0.0"));
        Files.write(folder.resolve("knime-core.jar"), jar(CORE));
        Files.write(installation.resolve("plugins/org.knime.core.ui_1.0.0.jar"), around(jar(UI)));
        Path signatures = installation.resolve("knime-1.0.0.sig");
        Signatures.main(new String[] {installation.toString(), signatures.toString()});
        Api read = Api.read(signatures);
        assertTrue(read.find("org/knime/core/node/ExecutionContext").isPresent());
        assertTrue(read.find("org/knime/node/DefaultNodeFactory").isPresent());
        assertEquals(List.of(),
            read.classes().keySet().stream().filter(name -> !name.startsWith("org/knime/")).toList());
        assertTrue(read.classes().values().stream().flatMap(type -> type.members().values().stream())
            .noneMatch(traits -> traits.is("private")));
        assertEquals(List.of(), new Linker(Ledger.nodeBundle(), Ledger.reduce(Ledger.nodeBundle(), read)).problems());
    }

    @Test
    void refusesAFolderWithoutKnime() throws IOException {
        Files.createDirectories(installation.resolve("plugins/org.eclipse.osgi_3.0.0"));
        assertThrows(IOException.class, () -> Signatures.of(installation));
    }
}
