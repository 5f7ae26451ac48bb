// SPDX-License-Identifier: Apache-2.0
package org.hazelab.compatibility;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.hazelab.compatibility.Api.ApiClass;
import org.hazelab.compatibility.Api.Member;
import org.hazelab.compatibility.Api.Traits;
import org.hazelab.compatibility.References.MemberUse;
import org.hazelab.compatibility.References.Use;

/**
 * The part of a KNIME release's API that our byte code needs.
 *
 * <p>{@code releng/api-ledger/README.md} says how to write the ledgers again.
 */
final class Ledger {

    /** The releases we claim to run in: the oldest and the newest that were read. */
    static final List<String> RELEASES = List.of("5.8.3", "5.11.0");

    private Ledger() {
    }

    static Path root() {
        return Path.of(System.getProperty("hazelab.root"));
    }

    static Path file(String release) {
        return root().resolve("releng/api-ledger/knime-" + release + ".sig");
    }

    static References nodeBundle() throws IOException {
        return References.of(ByteCode.classes(root().resolve("bundles/org.hazelab.knime.nodes/target/classes")));
    }

    /**
     * Picks out of a whole API what the references need: classes named, their supertypes, members used or inherited
     * abstract.
     */
    static Api reduce(References references, Api whole) {
        Api world = new Api();
        whole.classes().values().forEach(world::add);
        references.own.classes().values().forEach(world::add);
        Api ledger = new Api();
        SortedSet<String> named = new TreeSet<>(references.types);
        references.own.classes().keySet().forEach(ours -> named.addAll(world.lineage(ours)));
        references.types.forEach(type -> named.addAll(world.lineage(type)));
        named.stream().filter(name -> name.startsWith(References.KNIME)).map(whole::find).forEach(
            type -> type.ifPresent(known -> ledger.add(known.with(new TreeMap<>()))));
        for (MemberUse use : references.members) {
            if (use.use() == Use.ANNOTATION) {
                whole.find(use.owner()).ifPresent(type -> type.members().forEach((member, traits) -> {
                    if (member.name().equals(use.member().name())) {
                        note(ledger, type, member, traits);
                    }
                }));
            } else {
                world.declaring(use.owner(), use.member()).filter(type -> whole.find(type.name()).isPresent())
                    .ifPresent(type -> note(ledger, type, use.member(), type.members().get(use.member())));
            }
        }
        references.own.classes().values().forEach(ours -> noteInherited(ours, whole, world, ledger));
        references.own.classes().values().forEach(ours -> noteImplementations(ours, whole, world, ledger));
        return ledger;
    }

    /** What a class of ours overrides, and what KNIME leaves for it to implement. */
    private static void noteInherited(ApiClass ours, Api whole, Api world, Api ledger) {
        List<ApiClass> knime = world.lineage(ours.name()).stream().map(whole::find).flatMap(Optional::stream).toList();
        for (ApiClass type : knime) {
            type.members().forEach((member, traits) -> {
                boolean left = traits.is("abstract") && knime.stream().noneMatch(up -> Linker.implementsIt(up, member));
                if (left
                    || member.kind() == 'M' && ours.members().containsKey(member) && !member.name().equals("<init>")) {
                    note(ledger, type, member, traits);
                }
            });
        }
    }

    /** For what the ledger holds as abstract: the code that KNIME itself has for it above a class of ours. */
    private static void noteImplementations(ApiClass ours, Api whole, Api world, Api ledger) {
        List<String> lineage = List.copyOf(world.lineage(ours.name()));
        List<Member> open = lineage.stream().map(ledger::find).flatMap(Optional::stream)
            .flatMap(type -> type.members().entrySet().stream()).filter(entry -> entry.getValue().is("abstract"))
            .map(Map.Entry::getKey).toList();
        lineage.stream().map(whole::find).flatMap(Optional::stream)
            .forEach(type -> type.members().forEach((member, traits) -> {
                if (!traits.is("abstract") && open.stream().anyMatch(one -> Linker.sameCall(member, one))) {
                    note(ledger, type, member, traits);
                }
            }));
    }

    private static void note(Api ledger, ApiClass type, Member member, Traits traits) {
        if (ledger.find(type.name()).isEmpty()) {
            ledger.add(type.with(new TreeMap<>()));
        }
        ledger.find(type.name()).get().members().put(member, traits);
    }

    /** Writes the ledgers: the only argument is a folder with {@code knime-<release>.sig} of whole releases. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        References references = nodeBundle();
        for (String release : RELEASES) {
            List<String> lines = new ArrayList<>();
            lines.add(
                "# What org.hazelab.knime.nodes needs of KNIME " + release + "; written by " + Ledger.class.getName());
            lines.addAll(reduce(references, Api.read(folder.resolve("knime-" + release + ".sig"))).lines());
            Files.write(file(release), lines);
        }
    }
}
