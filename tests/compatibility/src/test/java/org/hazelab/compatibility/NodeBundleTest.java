// SPDX-License-Identifier: Apache-2.0
package org.hazelab.compatibility;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.hazelab.compatibility.Api.ApiClass;
import org.hazelab.compatibility.Api.Member;
import org.hazelab.compatibility.Api.Traits;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The node bundle links in every KNIME release we claim, and the check that says so bites. */
class NodeBundleTest {

    static final List<String> RELEASES = Ledger.RELEASES;

    @ParameterizedTest
    @FieldSource("RELEASES")
    void linksInTheRelease(String release) throws IOException {
        assertEquals(List.of(), new Linker(Ledger.nodeBundle(), Api.read(Ledger.file(release))).problems());
    }

    @ParameterizedTest
    @FieldSource("RELEASES")
    void ledgerHoldsNothingThatIsNotNeeded(String release) throws IOException {
        Api ledger = Api.read(Ledger.file(release));
        assertEquals(ledger.lines(), Ledger.reduce(Ledger.nodeBundle(), ledger).lines(),
            "write the ledger again, see releng/api-ledger/README.md");
    }

    @Test
    void namesEnoughOfKnimeToBeTheNodeBundle() throws IOException {
        References references = Ledger.nodeBundle();
        assertTrue(references.types.contains("org/knime/node/DefaultNodeFactory"), references.types::toString);
        assertTrue(references.types.size() > 50, () -> "only " + references.types.size() + " classes");
        assertTrue(references.members.size() > 100, () -> "only " + references.members.size() + " members");
    }

    /** Breaks one thing at a time in the ledger, as a KNIME release could; each must be found. */
    @TestFactory
    Stream<DynamicTest> findsWhatARealReleaseCouldBreak() throws IOException {
        return Stream.of(
            broken("a method is gone", "org/knime/node/DefaultNode",
                api -> withoutMember(api, "org/knime/node/DefaultNode", "nodeType"), "no M nodeType"),
            broken("a method returns something else", "org/knime/core/node/ExecutionContext",
                api -> otherDescriptor(api, "org/knime/core/node/ExecutionContext", "createFileStore"),
                "no M createFileStore"),
            broken("a class has become an interface", "org/knime/core/node/BufferedDataTable",
                api -> otherModifiers(api, "org/knime/core/node/BufferedDataTable", "interface"), "an interface: "),
            broken("an instance method has become static", "org/knime/core/data/DataTableSpec",
                api -> memberModifiers(api, "org/knime/core/data/DataTableSpec", "findColumnIndex", "static"),
                "static: "),
            broken("a class we extend has become final", "org/knime/core/data/filestore/FileStoreCell",
                api -> otherModifiers(api, "org/knime/core/data/filestore/FileStoreCell", "final"), "cannot extend"),
            broken("a class is gone", "org/knime/core/data/MissingCell",
                api -> api.classes().remove("org/knime/core/data/MissingCell"),
                "no class org/knime/core/data/MissingCell"),
            broken("an annotation member is gone", "org/knime/node/parameters/Widget",
                api -> withoutMember(api, "org/knime/node/parameters/Widget", "description"), "no annotation member"),
            broken("an interface asks for one method more", "org/knime/core/data/image/ImageValue",
                api -> api.find("org/knime/core/data/image/ImageValue").get().members()
                    .put(new Member('M', "getImageDepth", "()I"), new Traits(Api.words("public abstract"), null)),
                "does not implement"));
    }

    private interface Breaking {
        void breakIt(Api api);
    }

    private static DynamicTest broken(String what, String type, Breaking breaking, String expected) throws IOException {
        Api api = Api.read(Ledger.file(RELEASES.get(0)));
        assertTrue(api.find(type).isPresent(), () -> type + " is not in the ledger, so breaking it proves nothing");
        breaking.breakIt(api);
        References references = Ledger.nodeBundle();
        return DynamicTest.dynamicTest(what, () -> {
            List<String> problems = new Linker(references, api).problems();
            assertTrue(problems.stream().anyMatch(problem -> problem.contains(expected)), problems::toString);
        });
    }

    private static void withoutMember(Api api, String type, String name) {
        api.find(type).get().members().keySet().removeIf(member -> member.name().equals(name));
    }

    private static void otherDescriptor(Api api, String type, String name) {
        ApiClass old = api.find(type).get();
        SortedMap<Member, Traits> members = new TreeMap<>();
        old.members().forEach((member, traits) -> members.put(member.name().equals(name)
            ? new Member(member.kind(), name, member.descriptor() + "X") : member, traits));
        api.add(old.with(members));
    }

    private static void otherModifiers(Api api, String type, String added) {
        ApiClass old = api.find(type).get();
        SortedSet<String> modifiers = new TreeSet<>(old.modifiers());
        modifiers.add(added);
        api.add(old.with(modifiers));
    }

    private static void memberModifiers(Api api, String type, String name, String added) {
        api.find(type).get().members().replaceAll((member, traits) -> {
            SortedSet<String> modifiers = new TreeSet<>(traits.modifiers());
            modifiers.add(added);
            return member.name().equals(name) ? new Traits(modifiers, traits.constant()) : traits;
        });
    }
}
