// SPDX-License-Identifier: Apache-2.0
package org.hazelab.compatibility;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.hazelab.compatibility.Api.ApiClass;
import org.hazelab.compatibility.Api.Member;
import org.hazelab.compatibility.Api.Traits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.objectweb.asm.ClassReader;

/** The embedded host offers what the ledgers hold, with the same descriptors, kinds and modifiers. */
class EmbeddedHostTest {

    static final List<String> RELEASES = Ledger.RELEASES;

    /** Words of a signature that the JVM does not link by. */
    private static final Set<String> NOT_LINKED = Set.of("deprecated");

    @ParameterizedTest
    @FieldSource("RELEASES")
    void matchesTheLedgerMemberByMember(String release) throws IOException {
        assertEquals(List.of(), differences(Api.read(Ledger.file(release)), embeddedHost()));
    }

    @Test
    void aMissingOrOtherMemberIsFound() throws IOException {
        Api ledger = Api.read(Ledger.file(RELEASES.get(0)));
        ApiClass type = ledger.find("org/knime/core/node/ExecutionContext").orElseThrow();
        ledger.add(type.with(new TreeMap<>(Map.of(
            new Member('M', "createFileStore", "(I)V"), new Traits(Api.words("public"), null)))));
        List<String> differences = differences(ledger, embeddedHost());
        assertTrue(differences.stream().anyMatch(text -> text.contains("createFileStore (I)V")), differences::toString);
    }

    private static Api embeddedHost() throws IOException {
        Path bundles = Ledger.root().resolve("bundles/embedded-host");
        List<ClassReader> classes = new ArrayList<>(ByteCode.classes(bundles.resolve("org.knime.core/target/classes")));
        classes.addAll(ByteCode.classes(bundles.resolve("org.knime.core.ui/target/classes")));
        return ByteCode.signatures(classes);
    }

    private static List<String> differences(Api ledger, Api host) {
        List<String> differences = new ArrayList<>();
        for (ApiClass real : ledger.classes().values()) {
            ApiClass standIn = host.find(real.name()).orElse(null);
            if (standIn == null) {
                // A supertype that nothing calls may be left out; what is called or named may not.
                if (!real.members().isEmpty()) {
                    differences.add("no " + real.name());
                }
                continue;
            }
            if (!linked(real.modifiers()).equals(linked(standIn.modifiers()))) {
                differences.add(real.name() + " is " + standIn.modifiers() + ", not " + real.modifiers());
            }
            standIn.supertypes().stream().filter(up -> up.startsWith(References.KNIME))
                .filter(up -> ledger.find(up).isPresent() && !ledger.lineage(real.name()).contains(up))
                .forEach(up -> differences.add(real.name() + " is no " + up));
            real.members().forEach((member, traits) -> member(real, member, traits, standIn, differences));
        }
        return differences;
    }

    private static void member(ApiClass real, Member member, Traits traits, ApiClass standIn,
        List<String> differences) {
        Traits ours = standIn.members().get(member);
        if (ours == null) {
            differences.add(real.name() + " has no " + member);
        } else if (!linked(traits.modifiers()).equals(linked(ours.modifiers()))) {
            differences.add(real.name() + " " + member + " is " + ours.modifiers() + ", not " + traits.modifiers());
        } else if (traits.constant() != null && !traits.constant().equals(ours.constant())) {
            differences.add(real.name() + " " + member + " = " + ours.constant() + ", not " + traits.constant());
        }
    }

    private static SortedSet<String> linked(SortedSet<String> modifiers) {
        SortedSet<String> linked = new TreeSet<>(modifiers);
        linked.removeAll(NOT_LINKED);
        return linked;
    }
}
