// SPDX-License-Identifier: Apache-2.0
package org.hazelab.installation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import org.junit.jupiter.api.Test;

/** What the update site offers, and what it must never hold. */
class UpdateSiteTest {

    private static final int JAVA_17 = 61;

    @Test
    void holdsOurBundlesAlone() throws IOException {
        List<String> names = names(Hazelab.updateSite().resolve("plugins"));
        assertEquals(List.of(), names.stream().filter(name -> !name.startsWith("org.hazelab.")).toList());
        for (String bundle : List.of("org.hazelab.imaging_", "org.hazelab.operations_", "org.hazelab.knime.nodes_")) {
            assertTrue(names.stream().anyMatch(name -> name.startsWith(bundle)),
                () -> bundle + " is missing: " + names);
        }
    }

    /** The embedded host stands in for KNIME in tests; beside the real one it would do harm. */
    @Test
    void neverHoldsTheEmbeddedHost() throws IOException {
        for (Path jar : jars(Hazelab.updateSite().resolve("plugins"))) {
            try (JarFile file = new JarFile(jar.toFile())) {
                assertEquals(null, file.getManifest().getMainAttributes().getValue("X-HazeLab-Standin"), jar::toString);
                assertEquals(List.of(), file.stream().map(ZipEntry::getName)
                    .filter(name -> name.startsWith("org/knime/") || name.startsWith("org/hazelab/host/")).toList());
            }
        }
    }

    @Test
    void theEmbeddedHostIsMarkedSoThatItWouldBeFound() throws IOException {
        List<String> marked = new ArrayList<>();
        for (Path jar : jars(Hazelab.installation().resolve("plugins"))) {
            try (JarFile file = new JarFile(jar.toFile())) {
                if ("true".equals(file.getManifest().getMainAttributes().getValue("X-HazeLab-Standin"))) {
                    marked.add(jar.getFileName().toString().replaceFirst("_.*", ""));
                }
            }
        }
        marked.sort(null);
        assertEquals(List.of("org.hazelab.host", "org.knime.core", "org.knime.core.ui"), marked);
    }

    @Test
    void runsOnJava17() throws IOException {
        for (Path jar : jars(Hazelab.updateSite().resolve("plugins"))) {
            try (JarFile file = new JarFile(jar.toFile())) {
                for (ZipEntry entry : file.stream().filter(e -> e.getName().endsWith(".class")).toList()) {
                    try (DataInputStream in = new DataInputStream(file.getInputStream(entry))) {
                        in.readInt();
                        in.readUnsignedShort();
                        int version = in.readUnsignedShort();
                        assertTrue(version <= JAVA_17,
                            () -> entry + " in " + jar + " is of class file version " + version);
                    }
                }
            }
        }
    }

    @Test
    void describesItsFeatureAndCategory() throws IOException {
        String content = content();
        assertTrue(content.contains("id='org.hazelab.feature.feature.group'"));
        assertTrue(content.contains("value='HazeLab: dehazing nodes for KNIME'"));
        assertTrue(content.contains("value='Dehaze photographs and microscope images, synthesise haze"),
            "the category has no description");
        assertTrue(content.contains("Apache License, Version 2.0"), "the feature has no licence");
        assertTrue(content.contains("The HazeLab authors"), "the feature has no copyright");
        assertTrue(content.contains("name='org.eclipse.equinox.p2.provider' value='HazeLab'"),
            "the feature has no provider");
        assertTrue(content.contains("name='org.eclipse.equinox.p2.type.category' value='true'"),
            "there is no category");
    }

    /** KNIME's own bundles are asked for, in the versions we claim, and nothing else of KNIME. */
    @Test
    void asksForKnimesCoreFromVersion58() throws IOException {
        String content = content();
        for (String bundle : List.of("org.knime.core", "org.knime.core.ui")) {
            assertTrue(content.contains("name='" + bundle + "' range='[5.8.0,6.0.0)'"),
                () -> bundle + " is not asked for");
        }
    }

    /** Who installs HazeLab gets PyTorch for the machine at hand, and only that, without choosing it. */
    @Test
    void bringsTheLibrariesForTheMachineAlong() throws IOException {
        String content = content();
        int feature = content.indexOf("<unit id='org.hazelab.feature.feature.group'");
        String unit = content.substring(feature, content.indexOf("</unit>", feature));
        for (String platform : List.of("linux.x86_64", "linux.aarch64", "win32.x86_64", "macosx.aarch64")) {
            int requirement = unit.indexOf("name='org.hazelab.runtime." + platform + ".feature.feature.group'");
            assertTrue(requirement > 0, () -> platform + " is not asked for");
            String filter = unit.substring(requirement, unit.indexOf("</required>", requirement));
            String[] words = platform.split("\\.");
            assertTrue(filter.contains("(osgi.os=" + words[0] + ")"), filter);
            assertTrue(filter.contains("(osgi.arch=" + words[1] + ")"), filter);
            assertTrue(filter.contains("optional='true'"), filter);
        }
        assertTrue(names(Hazelab.updateSite().resolve("plugins")).stream()
            .anyMatch(name -> name.startsWith("org.hazelab.runtime.linux.x86_64_")));
    }

    /** What others have made is there with its licences, and is no more than is needed. */
    @Test
    void shipsTheLicencesOfWhatOthersHaveMade() throws IOException {
        Path runtime = jars(Hazelab.updateSite().resolve("plugins")).stream()
            .filter(jar -> jar.getFileName().toString().startsWith("org.hazelab.runtime_")).findFirst().orElseThrow();
        try (JarFile jar = new JarFile(runtime.toFile())) {
            List<String> entries = jar.stream().map(ZipEntry::getName).sorted().toList();
            assertEquals(List.of("lib/djl-api.jar", "lib/djl-pytorch.jar", "lib/jna.jar", "lib/slf4j-api.jar",
                "lib/slf4j-nop.jar"), entries.stream().filter(name -> name.endsWith(".jar")).toList());
            assertTrue(entries.containsAll(List.of("notices/README.txt", "notices/PYTORCH.txt",
                "notices/PYTORCH-THIRD-PARTY.txt", "notices/INTEL-MKL.txt", "notices/LIBGOMP.txt",
                "notices/OTHER-PLATFORMS.txt")), entries::toString);
        }
    }

    private static String content() throws IOException {
        try (JarFile jar = new JarFile(Hazelab.updateSite().resolve("content.jar").toFile());
            InputStream in = jar.getInputStream(jar.getEntry("content.xml"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace('"', '\'');
        }
    }

    private static List<String> names(Path folder) throws IOException {
        return jars(folder).stream().map(jar -> jar.getFileName().toString()).toList();
    }

    private static List<Path> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
            assertTrue(!jars.isEmpty(), () -> "no bundles in " + folder);
            return jars;
        }
    }
}
