// SPDX-License-Identifier: Apache-2.0
package org.hazelab.compatibility;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.hazelab.compatibility.Api.ApiClass;
import org.hazelab.compatibility.Api.Member;
import org.hazelab.compatibility.Api.Traits;
import org.objectweb.asm.ClassReader;

/**
 * The signatures of a whole KNIME release, read from an installation: all public and protected members of KNIME's
 * classes. {@link Ledger} picks out of them what our nodes need.
 */
final class Signatures {

    private Signatures() {
    }

    /**
     * Reads all bundles of KNIME: jars and folders in {@code plugins}, and jars within them.
     *
     * @throws IOException if there are none, or one cannot be read
     */
    static Api of(Path installation) throws IOException {
        List<ClassReader> classes = new ArrayList<>();
        try (Stream<Path> bundles = Files.list(installation.resolve("plugins"))) {
            for (Path bundle : bundles.filter(one -> one.getFileName().toString().startsWith("org.knime.")).sorted()
                .toList()) {
                addBundle(bundle, classes);
            }
        }
        if (classes.isEmpty()) {
            throw new IOException("There are no bundles org.knime.* in " + installation.resolve("plugins"));
        }
        Api visible = new Api();
        ByteCode.signatures(classes).classes().values().stream().filter(type -> isVisible(type.modifiers()::contains))
            .forEach(type -> visible.add(type.with(visible(type))));
        return visible;
    }

    private static void addBundle(Path bundle, List<ClassReader> classes) throws IOException {
        try (Stream<Path> files = Files.walk(bundle)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = file.toString().replace('\\', '/');
                if (name.endsWith(".jar")) {
                    try (InputStream in = Files.newInputStream(file)) {
                        addJar(in, classes);
                    }
                } else if (isKnime(name)) {
                    classes.add(new ClassReader(Files.readAllBytes(file)));
                }
            }
        }
    }

    private static void addJar(InputStream in, List<ClassReader> classes) throws IOException {
        ZipInputStream jar = new ZipInputStream(in);
        for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
            if (entry.getName().endsWith(".jar")) {
                addJar(new ByteArrayInputStream(jar.readAllBytes()), classes);
            } else if (isKnime("/" + entry.getName())) {
                classes.add(new ClassReader(jar.readAllBytes()));
            }
        }
    }

    private static boolean isKnime(String name) {
        return name.endsWith(".class") && name.contains("/" + References.KNIME) && !name.contains("/META-INF/");
    }

    private interface Modifiers {
        boolean contain(String modifier);
    }

    private static boolean isVisible(Modifiers modifiers) {
        return modifiers.contain("public") || modifiers.contain("protected");
    }

    private static SortedMap<Member, Traits> visible(ApiClass type) {
        SortedMap<Member, Traits> members = new TreeMap<>();
        type.members().forEach((member, traits) -> {
            if (isVisible(traits::is)) {
                // the text form has no constants of several lines
                boolean oneLine = traits.constant() == null || traits.constant().lines().count() < 2;
                members.put(member, oneLine ? traits : new Traits(traits.modifiers(), null));
            }
        });
        return members;
    }

    /** Writes {@code knime-<release>.sig}: the arguments are the installation's folder and the file. */
    public static void main(String[] arguments) throws IOException {
        Files.write(Path.of(arguments[1]), of(Path.of(arguments[0])).lines());
    }
}
