// SPDX-License-Identifier: Apache-2.0
package org.hazelab.compatibility;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.hazelab.compatibility.Api.ApiClass;
import org.hazelab.compatibility.Api.Member;
import org.hazelab.compatibility.References.MemberUse;
import org.hazelab.compatibility.References.Use;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The embedded host has what is needed and no more. Every public and protected member of its {@code org.knime} classes
 * is in the ledger, or another class of the host uses it, or it overrides one of which that is true or one of the
 * JDK's, or {@code needed-members.txt} says what it is for.
 */
class NeededMembersTest {

    private static final List<String> BUNDLES = List.of("org.knime.core", "org.knime.core.ui", "org.hazelab.host");

    private final Path folder = Ledger.root().resolve("bundles/embedded-host");
    private final Api host;
    private final Api ledger;
    private final Map<String, List<MemberUse>> uses = new HashMap<>();
    private final Map<String, List<Member>> members = new TreeMap<>();
    /** What the reasons are for: {@code class name descriptor}, {@code class name} or {@code class *}. */
    private final Set<String> explained = new HashSet<>();

    NeededMembersTest() throws IOException {
        List<ClassReader> classes = new ArrayList<>();
        for (String bundle : BUNDLES) {
            classes.addAll(ByteCode.classes(folder.resolve(bundle + "/target/classes")));
        }
        host = ByteCode.signatures(classes);
        References.of(classes).members
            .forEach(use -> uses.computeIfAbsent(use.member().name(), name -> new ArrayList<>()).add(use));
        ledger = Api.read(Ledger.file(Ledger.RELEASES.get(0)));
        for (ClassReader reader : classes) {
            if (reader.getClassName().startsWith(References.KNIME) && isVisible(reader.getClassName())) {
                reader.accept(new Visible(), ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
            }
        }
        for (String line : reasons()) {
            explained.add(line.replaceFirst(" = .*", ""));
        }
    }

    private static List<String> reasons() throws IOException {
        String text = new String(
            NeededMembersTest.class.getResourceAsStream("/needed-members.txt").readAllBytes(), StandardCharsets.UTF_8);
        return text.lines().filter(line -> !line.startsWith("#") && !line.isBlank()).toList();
    }

    @Test
    void everyMemberIsNeeded() {
        List<String> useless = new ArrayList<>();
        members
            .forEach((type, all) -> all.stream().filter(member -> !isExplained(type, member) && !isNeeded(type, member))
                .forEach(member -> useless.add(type + " " + member.name() + " " + member.descriptor())));
        assertEquals(List.of(), useless, "cut them, or say in needed-members.txt what they are for");
    }

    /** A reason ends with the member, or with the day on which the nodes or the host need it. */
    @Test
    void everyReasonIsNeeded() throws IOException {
        Set<String> used = new HashSet<>();
        members.forEach((type, all) -> all.stream().filter(member -> !isNeeded(type, member))
            .forEach(member -> used.addAll(names(type, member))));
        for (String line : reasons()) {
            assertTrue(line.contains(" = "), () -> "no reason: " + line);
            assertTrue(used.contains(line.replaceFirst(" = .*", "")), () -> "not needed any more: " + line);
        }
    }

    /** Forgets one thing that only the nodes call: it must be found. */
    @Test
    void aMemberThatIsNotNeededIsFound() {
        Member key = new Member('M', "createRowKey", "(J)Lorg/knime/core/data/RowKey;");
        assertTrue(isNeeded("org/knime/core/data/RowKey", key));
        ledger.find("org/knime/core/data/RowKey").orElseThrow().members().remove(key);
        assertTrue(!isNeeded("org/knime/core/data/RowKey", key));
        assertTrue(members.get("org/knime/core/data/RowKey").contains(key));
        assertTrue(members.size() > 100, () -> "only " + members.size() + " classes");
    }

    private boolean isExplained(String type, Member member) {
        return names(type, member).stream().anyMatch(explained::contains);
    }

    private static List<String> names(String type, Member member) {
        return List.of(type + " " + member.name() + " " + member.descriptor(), type + " " + member.name(), type + " *",
            "* " + member.name());
    }

    private boolean isNeeded(String type, Member member) {
        return inLedger(type, member) || isGenerated(type, member) || isUsed(type, member)
            || isLeftToOthers(type, member)
            || host.lineage(type).stream().filter(up -> !up.equals(type)).anyMatch(up -> overridesNeeded(up, member));
    }

    private boolean inLedger(String type, Member member) {
        return ledger.find(type).filter(known -> known.members().containsKey(member)).isPresent();
    }

    /** What the compiler adds to enums and records, and the only constructor of a class: it cannot have none. */
    private boolean isGenerated(String type, Member member) {
        ApiClass declared = host.find(type).orElseThrow();
        boolean isConstructor = member.name().equals("<init>");
        return switch (declared.superName()) {
            case "java/lang/Enum" -> Set.of("values", "valueOf").contains(member.name());
            case "java/lang/Record" -> isConstructor || declared.members().containsKey(
                new Member('F', member.name(), member.descriptor().replace("()", "")));
            default -> isConstructor && declared.members().keySet().stream()
                .filter(other -> other.name().equals("<init>")).count() == 1;
        };
    }

    private boolean isUsed(String type, Member member) {
        return uses(member).anyMatch(use -> !use.user().equals(type) && isUseOf(use, type, member));
    }

    private Stream<MemberUse> uses(Member member) {
        return uses.getOrDefault(member.name(), List.of()).stream();
    }

    private boolean isUseOf(MemberUse use, String type, Member member) {
        if (use.use() == Use.ANNOTATION) {
            return use.owner().equals(type);
        }
        Optional<ApiClass> declaring = use.member().equals(member) ? host.declaring(use.owner(), member)
            : Optional.empty();
        return declaring.filter(found -> found.name().equals(type)).isPresent();
    }

    private boolean overridesNeeded(String up, Member member) {
        if (member.kind() != 'M' || member.name().equals("<init>")) {
            return false;
        }
        if (host.find(up).isEmpty()) {
            return declaresInJdk(up, member);
        }
        return host.find(up).get().members().keySet().stream().filter(other -> Linker.sameCall(member, other))
            .anyMatch(other -> !up.startsWith(References.KNIME) || isNeeded(up, other) || isExplained(up, other));
    }

    private static boolean declaresInJdk(String type, Member member) {
        try {
            return Stream.of(Class.forName(type.replace('/', '.')).getMethods(),
                Class.forName(type.replace('/', '.')).getDeclaredMethods()).flatMap(Stream::of)
                .anyMatch(method -> method.getName().equals(member.name()) && List.of(Type.getArgumentTypes(method))
                    .equals(List.of(Type.getArgumentTypes(member.descriptor()))));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** A method that a class calls itself, and whose code is another class's. */
    private boolean isLeftToOthers(String type, Member member) {
        return member.kind() == 'M' && uses(member).anyMatch(use -> isUseOf(use, type, member))
            && host.classes().values().stream().filter(other -> !other.name().equals(type))
                .filter(other -> host.lineage(other.name()).contains(type))
                .anyMatch(other -> other.members().keySet().stream().anyMatch(own -> Linker.sameCall(own, member)));
    }

    private boolean isVisible(String type) {
        boolean visible = host.find(type).filter(one -> one.is("public") || one.is("protected")).isPresent();
        int outer = type.lastIndexOf('$');
        return visible && (outer < 0 || isVisible(type.substring(0, outer)));
    }

    /** Collects the public and protected members of a class, without those that only the compiler knows. */
    private final class Visible extends ClassVisitor {

        private List<Member> found;

        Visible() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visit(int version, int access, String name, String signature, String superName,
            String[] interfaces) {
            found = members.computeIfAbsent(name, none -> new ArrayList<>());
        }

        private void add(int access, Member member) {
            if ((access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0 && (access & Opcodes.ACC_SYNTHETIC) == 0) {
                found.add(member);
            }
        }

        @Override
        public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
            add(access, new Member('F', name, descriptor));
            return null;
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
            String[] thrown) {
            add(access, new Member('M', name, descriptor));
            return null;
        }
    }
}
