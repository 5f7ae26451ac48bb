// SPDX-License-Identifier: Apache-2.0
package org.hazelab.compatibility;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.hazelab.compatibility.Api.ApiClass;
import org.hazelab.compatibility.Api.Member;
import org.hazelab.compatibility.Api.Traits;
import org.hazelab.compatibility.References.MemberUse;
import org.hazelab.compatibility.References.Use;
import org.objectweb.asm.Type;

/** Links references against an API as the JVM would, and says in words what does not fit. */
final class Linker {

    private final References references;
    private final Api api;
    /** The API together with our own classes: what a lookup walks through. */
    private final Api world = new Api();

    Linker(References references, Api api) {
        this.references = references;
        this.api = api;
        api.classes().values().forEach(world::add);
        references.own.classes().values().forEach(world::add);
    }

    /** Everything that would fail to link, or that rests on what KNIME does not promise. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        for (String type : references.types) {
            if (api.find(type).isEmpty()) {
                problems.add("no class " + type);
            } else if (type.contains("/internal/") || type.contains("/legacy/")
                || type.startsWith("org/knime/core/webui/")) {
                problems.add("internal class " + type);
            } else if (api.find(type).get().is("deprecated")) {
                problems.add("deprecated class " + type);
            }
        }
        references.members.forEach(use -> problem(use).ifPresent(problems::add));
        references.own.classes().values().forEach(ours -> problems.addAll(inheritance(ours)));
        return problems;
    }

    private Optional<String> problem(MemberUse use) {
        if (use.use() == Use.ANNOTATION) {
            boolean known = api.find(use.owner()).stream().flatMap(type -> type.members().keySet().stream())
                .anyMatch(member -> member.name().equals(use.member().name()));
            return known ? Optional.empty()
                : Optional.of("no annotation member " + use.owner() + " " + use.member().name());
        }
        Optional<ApiClass> declaring = world.declaring(use.owner(), use.member());
        if (declaring.isEmpty()) {
            return inJdk(use) ? Optional.empty()
                : Optional.of("no " + use.member() + " in " + use.owner() + ", used by " + use.user());
        }
        Traits traits = declaring.get().members().get(use.member());
        String name = use.owner() + " " + use.member() + ", used by " + use.user();
        if (traits.is("static") != (use.use() == Use.STATIC)) {
            return Optional.of((traits.is("static") ? "static: " : "not static: ") + name);
        }
        boolean isInterface = world.find(use.owner()).filter(type -> type.is("interface")).isPresent();
        if (use.member().kind() == 'M' && use.use() != Use.STATIC && isInterface != (use.use() == Use.INTERFACE)) {
            return Optional.of((isInterface ? "an interface: " : "not an interface: ") + name);
        }
        return traits.is("deprecated") ? Optional.of("deprecated: " + name) : Optional.empty();
    }

    /** Whether a member comes from a JDK class above the owner, as those of Swing components do. */
    private boolean inJdk(MemberUse use) {
        return world.lineage(use.owner()).stream().filter(name -> name.startsWith("java"))
            .anyMatch(name -> declaredAbove(name, use.member()));
    }

    private static boolean declaredAbove(String name, Member member) {
        try {
            for (Class<?> type = Class.forName(name.replace('/', '.')); type != null; type = type.getSuperclass()) {
                if (Stream.concat(Arrays.stream(type.getDeclaredMethods()), Arrays.stream(type.getMethods()))
                    .anyMatch(
                        method -> method.getName().equals(member.name()) && !Modifier.isPrivate(method.getModifiers())
                            && Type.getMethodDescriptor(method).equals(member.descriptor()))) {
                    return true;
                }
            }
            return false;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** A class of ours must not extend what is final, nor leave out what its supertypes leave abstract. */
    private List<String> inheritance(ApiClass ours) {
        List<String> problems = new ArrayList<>();
        api.find(ours.superName()).filter(type -> type.is("final") || type.is("interface"))
            .ifPresent(type -> problems.add(ours.name() + " cannot extend " + type.name()));
        ours.interfaces().stream().map(api::find).flatMap(Optional::stream).filter(type -> !type.is("interface"))
            .forEach(type -> problems.add(ours.name() + " cannot implement " + type.name()));
        ours.members().keySet().stream().filter(member -> member.kind() == 'M' && !member.name().equals("<init>"))
            .forEach(
                member -> ours.supertypes().stream().map(up -> world.declaring(up, member)).flatMap(Optional::stream)
                    .filter(up -> up.members().get(member).is("final") && !up.members().get(member).is("private"))
                    .forEach(up -> problems.add(ours.name() + " cannot override " + up.name() + " " + member)));
        if (!ours.is("abstract")) {
            leftAbstract(ours).forEach((member, owner) -> problems.add(
                ours.name() + " does not implement " + owner + " " + member));
        }
        return problems;
    }

    /** The abstract methods of KNIME that a class of ours leaves without code, by name and arguments. */
    private Map<Member, String> leftAbstract(ApiClass ours) {
        Map<Member, String> left = new TreeMap<>();
        List<ApiClass> lineage =
            world.lineage(ours.name()).stream().map(world::find).flatMap(Optional::stream).toList();
        for (ApiClass type : lineage) {
            if (!type.name().startsWith(References.KNIME)) {
                continue;
            }
            type.members().forEach((member, traits) -> {
                if (traits.is("abstract") && lineage.stream().noneMatch(other -> implementsIt(other, member))
                    && !inJdk(new MemberUse(type.name(), member, Use.INSTANCE, ours.name()))) {
                    left.put(member, type.name());
                }
            });
        }
        return left;
    }

    static boolean implementsIt(ApiClass type, Member member) {
        return type.members().entrySet().stream()
            .anyMatch(entry -> !entry.getValue().is("abstract") && sameCall(entry.getKey(), member));
    }

    /** Return types may be narrower in an implementation, and erased generics narrower in its arguments. */
    static boolean sameCall(Member implementation, Member member) {
        return implementation.kind() == 'M' && member.kind() == 'M' && implementation.name().equals(member.name())
            && Type.getArgumentTypes(implementation.descriptor()).length == Type
                .getArgumentTypes(member.descriptor()).length;
    }
}
