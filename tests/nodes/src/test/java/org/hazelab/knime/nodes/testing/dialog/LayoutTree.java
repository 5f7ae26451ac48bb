// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.testing.dialog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.hazelab.knime.nodes.testing.dialog.Dialog.Arrangement;
import org.hazelab.knime.nodes.testing.dialog.Dialog.Control;
import org.hazelab.knime.nodes.testing.dialog.Dialog.Element;
import org.hazelab.knime.nodes.testing.dialog.Dialog.Group;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.HorizontalLayout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.updates.Effect;

/**
 * The layout classes of a dialog. As in KNIME, a class is inside the one that it is declared in; of one class its
 * controls come first, then its inner classes in the order of {@link After}, those without order by their names; what
 * has no layout class comes before everything. All classes have to have one outermost class in common.
 */
final class LayoutTree {

    private final Map<Class<?>, List<Control>> controls = new LinkedHashMap<>();
    private final Map<Class<?>, Set<Class<?>>> inner = new LinkedHashMap<>();
    private final Set<Class<?>> roots = new HashSet<>();
    private final List<Control> withoutLayout = new ArrayList<>();

    /** Adds a control below those of the same layout class, null for none. */
    void add(final Class<?> layout, final Control control) {
        if (layout == null) {
            withoutLayout.add(control);
            return;
        }
        controls.computeIfAbsent(layout, none -> new ArrayList<>()).add(control);
        Class<?> child = layout;
        while (child.getEnclosingClass() != null) {
            inner.computeIfAbsent(child.getEnclosingClass(), none -> new HashSet<>()).add(child);
            child = child.getEnclosingClass();
        }
        roots.add(child);
    }

    List<Element> elements(final Values values) {
        if (roots.size() > 1) {
            throw new IllegalArgumentException("KNIME refuses sections of several outermost classes: " + roots);
        }
        List<Element> all = new ArrayList<>(withoutLayout);
        roots.forEach(root -> all.addAll(inside(root, values)));
        return all;
    }

    private List<Element> inside(final Class<?> layout, final Values values) {
        List<Element> all = new ArrayList<>(controls.getOrDefault(layout, List.of()));
        for (Class<?> child : sorted(inner.getOrDefault(layout, Set.of()))) {
            List<Element> elements = inside(child, values);
            Arrangement arrangement = arrangement(child);
            if (arrangement == Arrangement.NONE) {
                all.addAll(elements);
            } else {
                Section section = child.getAnnotation(Section.class);
                all.add(new Group(arrangement, section == null ? "" : section.title(),
                    child.isAnnotationPresent(Advanced.class), values.isShown(child.getAnnotation(Effect.class)),
                    elements));
            }
        }
        return all;
    }

    private static Arrangement arrangement(final Class<?> layout) {
        if (layout.isAnnotationPresent(Section.class)) {
            return Arrangement.SECTION;
        }
        return layout.isAnnotationPresent(HorizontalLayout.class) ? Arrangement.HORIZONTAL : Arrangement.NONE;
    }

    /** Classes without controls of their own count too: others may come after them. */
    private List<Class<?>> sorted(final Set<Class<?>> children) {
        Set<Class<?>> left = new HashSet<>(children);
        for (Class<?> child : children) {
            for (After after : child.getAnnotationsByType(After.class)) {
                addWithTargets(after.value(), child, left);
            }
        }
        List<Class<?>> sorted = new ArrayList<>();
        while (!left.isEmpty()) {
            Class<?> next = left.stream().filter(one -> isFree(one, left))
                .min(Comparator.comparing(Class::getSimpleName))
                .orElseThrow(() -> new IllegalArgumentException("A circle of @After: " + left));
            left.remove(next);
            sorted.add(next);
        }
        sorted.retainAll(children);
        return sorted;
    }

    private static void addWithTargets(final Class<?> target, final Class<?> from, final Set<Class<?>> left) {
        if (target.getEnclosingClass() != from.getEnclosingClass()) {
            throw new IllegalArgumentException(
                "KNIME refuses @After between layout classes that are not side by side: " + from + ", " + target);
        }
        if (left.add(target)) {
            for (After after : target.getAnnotationsByType(After.class)) {
                addWithTargets(after.value(), target, left);
            }
        }
    }

    private static boolean isFree(final Class<?> one, final Set<Class<?>> left) {
        for (After after : one.getAnnotationsByType(After.class)) {
            if (left.contains(after.value())) {
                return false;
            }
        }
        return true;
    }
}
