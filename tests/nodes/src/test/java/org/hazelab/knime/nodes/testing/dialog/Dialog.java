// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.testing.dialog;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.knime.node.parameters.NodeParametersInput;

/**
 * What a person sees of a dialog from top to bottom.
 *
 * @param elements controls and groups of them
 */
public record Dialog(List<Dialog.Element> elements) {

    /** A control or a group of them. */
    public sealed interface Element permits Control, Group {

        /** Whether it is folded away by an annotation of its own. */
        boolean advanced();

        /** Whether it is there for the values and inputs, as far as its own effect says. */
        boolean shown();
    }

    /** How a control looks. */
    public enum Look {
        CHECKBOX,
        COLUMN,
        DROPDOWN,
        MESSAGE,
        NUMBER,
        RADIO,
        SWITCH,
        TEXT,
        TEXT_AREA,
        TWINLIST
    }

    /** What a group does with its elements: heads them, puts them side by side, or only keeps them together. */
    public enum Arrangement {
        SECTION,
        HORIZONTAL,
        VERTICAL,
        NONE
    }

    /**
     * A limit of a number.
     *
     * @param exclusive whether the limit itself is refused
     */
    public record Limit(double value, boolean exclusive) {
    }

    /**
     * A control.
     *
     * @param key of its setting, with those of groups before it, joined by "/"
     * @param title empty for a message
     * @param value the value that is shown first
     * @param min the lower limit in the field, if it has one
     * @param max the upper limit
     */
    public record Control(String key, String title, String description, Look look, Field field, Object value,
        Optional<Limit> min, Optional<Limit> max, boolean advanced, boolean shown) implements Element {

        @Override
        public String toString() {
            String limits = look != Look.NUMBER ? ""
                : " from " + min.map(Limit::value).orElse(null) + " to " + max.map(Limit::value).orElse(null);
            return (title.isEmpty() ? key : title) + ": " + look + limits + " [" + value + "]" + marks(this);
        }
    }

    /** A group of elements; sections alone have a title. */
    public record Group(Arrangement arrangement, String title, boolean advanced, boolean shown,
        List<Element> elements) implements Element {

        @Override
        public String toString() {
            return "== " + (title.isEmpty() ? arrangement : title) + marks(this);
        }

        /** All controls in it, those of inner groups too. */
        public Stream<Control> controls() {
            return Dialog.controls(elements);
        }
    }

    /** The dialog of a node that was just connected to these inputs. */
    public static Dialog ofFreshNode(final Class<?> parameters, final NodeParametersInput input) {
        return of(Reflection.createFor(parameters, input), input);
    }

    /** The same after a choice was made: the key of an enum's setting, and the name of the constant. */
    public static Dialog ofFreshNode(final Class<?> parameters, final NodeParametersInput input, final String key,
        final String constant) {
        Object values = Reflection.createFor(parameters, input);
        Reflection.choose(values, key, constant);
        return of(values, input);
    }

    /** The dialog for these values. */
    public static Dialog of(final Object parameters, final NodeParametersInput input) {
        return new DialogReader(parameters, input).read();
    }

    /** All controls, from top to bottom. */
    public Stream<Control> controls() {
        return controls(elements);
    }

    /** All sections, from top to bottom. */
    public Stream<Group> sections() {
        return groups(elements).filter(group -> group.arrangement() == Arrangement.SECTION);
    }

    /** The controls that a person sees first, without messages and what is folded away. */
    public List<Control> basic() {
        return basic(elements).filter(control -> control.look() != Look.MESSAGE).toList();
    }

    /** The controls that a person sees when all is unfolded. */
    public Stream<Control> shown() {
        return visible(elements, true);
    }

    /** The controls that are seen as long as nothing is unfolded. */
    static Stream<Control> basic(final List<Element> elements) {
        return visible(elements, false);
    }

    /** The controls that are seen. */
    static Stream<Control> visible(final List<Element> elements, final boolean unfolded) {
        return elements.stream().filter(element -> element.shown() && (unfolded || !element.advanced()))
            .flatMap(element -> element instanceof Group group ? visible(group.elements(), unfolded)
                : Stream.of((Control)element));
    }

    private static Stream<Control> controls(final List<Element> elements) {
        return elements.stream().flatMap(
            element -> element instanceof Group group ? controls(group.elements()) : Stream.of((Control)element));
    }

    private static Stream<Group> groups(final List<Element> elements) {
        return elements.stream().filter(Group.class::isInstance).map(Group.class::cast)
            .flatMap(group -> Stream.concat(Stream.of(group), groups(group.elements())));
    }

    private static String marks(final Element element) {
        return (element.advanced() ? " (advanced)" : "") + (element.shown() ? "" : " (hidden)");
    }

    /** The dialog in lines. */
    @Override
    public String toString() {
        return lines(elements, "");
    }

    private static String lines(final List<Element> elements, final String indent) {
        StringBuilder lines = new StringBuilder();
        for (Element element : elements) {
            lines.append(indent).append(element).append('\n');
            if (element instanceof Group group) {
                lines.append(lines(group.elements(), indent + "    "));
            }
        }
        return lines.toString();
    }
}
