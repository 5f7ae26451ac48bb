// SPDX-License-Identifier: Apache-2.0
package org.hazelab.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/** The arrows between our bundles go one way: what a class file may name beside its own bundle and the JDK. */
class BundleEdgesTest {

    /** Each of our bundles with the packages it may name. */
    private static final Map<String, List<String>> ALLOWED = Map.of(
        "org.hazelab.imaging", List.of("org/hazelab/imaging/"),
        "org.hazelab.metrics", List.of("org/hazelab/metrics/", "org/hazelab/imaging/"),
        "org.hazelab.runtime", List.of("org/hazelab/runtime/", "org/hazelab/imaging/", "ai/djl/", "com/sun/jna/",
            "com/sun/management/", "org/osgi/framework/", "org/eclipse/core/runtime/"),
        "org.hazelab.networks", List.of("org/hazelab/networks/", "org/hazelab/runtime/", "org/hazelab/imaging/"),
        "org.hazelab.metrics.learned", List.of("org/hazelab/metrics/learned/", "org/hazelab/networks/",
            "org/hazelab/metrics/", "org/hazelab/runtime/", "org/hazelab/imaging/"),
        "org.hazelab.methods", List.of("org/hazelab/methods/", "org/hazelab/networks/", "org/hazelab/runtime/",
            "org/hazelab/imaging/", "ai/djl/"),
        "org.hazelab.operations", List.of("org/hazelab/operations/", "org/hazelab/methods/",
            "org/hazelab/metrics/learned/", "org/hazelab/networks/", "org/hazelab/runtime/", "org/hazelab/metrics/",
            "org/hazelab/imaging/"),
        "org.hazelab.knime.nodes",
        List.of("org/hazelab/knime/nodes/", "org/hazelab/operations/", "org/hazelab/methods/",
            "org/hazelab/runtime/", "org/hazelab/metrics/", "org/hazelab/imaging/", "org/knime/core/",
            "org/knime/node/"));

    static final List<String> BUNDLES = ALLOWED.keySet().stream().sorted().toList();

    @ParameterizedTest
    @FieldSource("BUNDLES")
    void namesOnlyWhatLiesBelow(String bundle) throws IOException {
        List<String> forbidden = new ArrayList<>();
        for (Path file : classFiles(bundle)) {
            for (String name : named(file)) {
                boolean jdk =
                    name.startsWith("java/") || name.startsWith("javax/imageio/") || name.startsWith("org/w3c/dom/");
                boolean swing = bundle.equals("org.hazelab.knime.nodes") && name.startsWith("javax/swing/");
                if (!jdk && !swing && !ALLOWED.get(bundle).contains(packageOf(name))) {
                    forbidden.add(file.getFileName() + " names " + name);
                }
            }
        }
        assertEquals(List.of(), forbidden);
    }

    /** The longest of all packages of the rules that a class lies in: those of one bundle may lie below another's. */
    private static String packageOf(String name) {
        return ALLOWED.values().stream().flatMap(List::stream).filter(name::startsWith)
            .max(Comparator.comparing(String::length)).orElse("");
    }

    @Test
    void aPackageBelowAnotherBundlesIsNotAllowedWithIt() {
        assertEquals("org/hazelab/metrics/learned/", packageOf("org/hazelab/metrics/learned/LearnedMetrics"));
        assertEquals("org/hazelab/metrics/", packageOf("org/hazelab/metrics/learnedly/Metric"));
        assertEquals("", packageOf("org/apache/Something"));
    }

    /** A bundle that is added without saying what it may name would otherwise go unchecked. */
    @Test
    void everyBundleHasItsRule() throws IOException {
        try (Stream<Path> folders = Files.list(root().resolve("bundles"))) {
            assertEquals(BUNDLES, folders.filter(folder -> Files.exists(folder.resolve("META-INF/MANIFEST.MF")))
                .map(folder -> folder.getFileName().toString()).sorted().toList());
        }
    }

    /** Of KNIME the node bundle asks for these two bundles alone, which every installation has. */
    @Test
    void nodeBundleRequiresNoMoreOfKnimeThanItsCore() throws IOException {
        try (InputStream file = Files.newInputStream(
            root().resolve("bundles/org.hazelab.knime.nodes/META-INF/MANIFEST.MF"))) {
            Attributes manifest = new Manifest(file).getMainAttributes();
            List<String> required = Stream.of(manifest.getValue("Require-Bundle").split(",(?=[a-z])"))
                .filter(entry -> entry.startsWith("org.knime")).toList();
            assertEquals(List.of("org.knime.core;bundle-version=\"[5.8.0,6.0.0)\"",
                "org.knime.core.ui;bundle-version=\"[5.8.0,6.0.0)\""), required);
            assertEquals(null, manifest.getValue("Import-Package"));
        }
    }

    @Test
    void findsAnEdgeThatIsNotAllowed() throws IOException {
        Path cell = classFiles("org.hazelab.knime.nodes").stream()
            .filter(file -> file.endsWith("FloatImageCell.class")).findFirst().orElseThrow();
        assertTrue(named(cell).stream().anyMatch(name -> name.startsWith("org/knime/")));
    }

    private static Path root() {
        return Path.of(System.getProperty("hazelab.root"));
    }

    private static List<Path> classFiles(String bundle) throws IOException {
        try (Stream<Path> files = Files.walk(root().resolve("bundles/" + bundle + "/target/classes"))) {
            List<Path> classes = files.filter(file -> file.toString().endsWith(".class")).sorted().toList();
            assertTrue(!classes.isEmpty(), "no classes of " + bundle);
            return classes;
        }
    }

    /** Every class that a class file names, in code, signatures and annotations. */
    private static SortedSet<String> named(Path file) throws IOException {
        SortedSet<String> names = new TreeSet<>();
        ClassVisitor nowhere = new ClassVisitor(Opcodes.ASM9) {
        };
        new ClassReader(Files.readAllBytes(file)).accept(new ClassRemapper(nowhere, new Remapper() {
            @Override
            public String map(String internalName) {
                names.add(internalName);
                return internalName;
            }
        }), 0);
        return names;
    }
}
