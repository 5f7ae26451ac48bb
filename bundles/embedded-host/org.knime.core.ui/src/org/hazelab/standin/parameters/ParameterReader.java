// SPDX-License-Identifier: Apache-2.0
package org.hazelab.standin.parameters;

import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.validation.BuiltinValidation;
import org.knime.node.parameters.widget.number.NumberInputWidget;

/** Reads the widgets of a class of parameters. */
final class ParameterReader {

    private final Class<? extends NodeParameters> type;
    private final Map<Class<?>, Field> references = new HashMap<>();
    private final List<ParameterDetails> found = new ArrayList<>();

    ParameterReader(final Class<? extends NodeParameters> type) {
        this.type = type;
    }

    List<ParameterDetails> read() {
        collectReferences(type);
        readGroup(Fields.create(type), "", type.getAnnotation(Layout.class), "");
        return found;
    }

    private void collectReferences(final Class<?> group) {
        for (Field field : Fields.of(group)) {
            ValueReference reference = field.getAnnotation(ValueReference.class);
            if (reference != null) {
                references.put(reference.value(), field);
            }
            if (Fields.isGroup(field.getType())) {
                collectReferences(field.getType());
            }
        }
    }

    private void readGroup(final Object group, final String path, final Layout outer, final String condition) {
        for (Field field : Fields.of(group.getClass())) {
            Layout layout = Fields.annotation(field, Layout.class).orElse(outer);
            String ofSection = layout == null ? "" : effectOfSection(layout.value());
            String when = joined(joined(condition, ofSection), effectOf(field));
            Widget widget = field.getAnnotation(Widget.class);
            String key = path + Fields.key(field);
            if (widget != null) {
                found.add(details(field, widget, key, layout, when, Fields.get(field, group)));
            }
            if (Fields.isGroup(field.getType()) && widget == null) {
                readGroup(Fields.get(field, group), key + "/", layout, when);
            }
        }
    }

    private static ParameterDetails details(final Field field, final Widget widget, final String key,
        final Layout layout, final String when, final Object standard) {
        return new ParameterDetails(key, layout == null ? "" : sectionOf(layout.value()), widget.title(),
            widget.description(), ParameterDetails.typeOf(field), words(standard),
            ParameterDetails.constantsOf(Fields.valueType(field)), rangeOf(field),
            widget.advanced() || layout != null && isAdvanced(layout.value()), when);
    }

    /** Whether a section, or another one around it, is folded away. */
    private static boolean isAdvanced(final Class<?> layout) {
        return layout != null
            && (layout.isAnnotationPresent(Advanced.class) || isAdvanced(layout.getDeclaringClass()));
    }

    private static String joined(final String outer, final String inner) {
        return outer.isEmpty() || inner.isEmpty() ? outer + inner : outer + "; " + inner;
    }

    private String effectOf(final Field field) {
        return Fields.annotation(field, Effect.class).map(this::conditionOf).orElse("");
    }

    /** A section or pair that is shown on a condition says it for all that stands in it, the outer one first. */
    private String effectOfSection(final Class<?> layout) {
        String found = "";
        for (Class<?> current = layout; current != null; current = current.getDeclaringClass()) {
            if (current.isAnnotationPresent(Effect.class)) {
                found = joined(conditionOf(current.getAnnotation(Effect.class)), found);
            }
        }
        return found;
    }

    private String conditionOf(final Effect effect) {
        EffectPredicate predicate = Fields.create(effect.predicate()).init(new ReferenceWords(references));
        return switch (effect.type()) {
            case SHOW -> "shown if " + predicate;
            case HIDE -> "shown if " + predicate.negate();
            case ENABLE -> "used if " + predicate;
            case DISABLE -> "used if " + predicate.negate();
        };
    }

    private static String sectionOf(final Class<?> layout) {
        for (Class<?> current = layout; current != null; current = current.getDeclaringClass()) {
            if (current.isAnnotationPresent(Section.class)) {
                return current.getAnnotation(Section.class).title();
            }
        }
        return "";
    }

    private static String words(final Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.isPresent() ? words(optional.get()) : "off";
        }
        if (value instanceof Enum<?> constant) {
            return EnumLabels.of(constant);
        }
        if (value instanceof Boolean yes) {
            return yes ? "yes" : "no";
        }
        if (value instanceof Double number) {
            return plain(number);
        }
        if (value instanceof Object[] array) {
            return Arrays.asList(array).toString();
        }
        boolean simple = value instanceof Number || value instanceof String;
        return simple ? value.toString() : "";
    }

    private static String rangeOf(final Field field) {
        NumberInputWidget widget = field.getAnnotation(NumberInputWidget.class);
        if (widget == null) {
            return "";
        }
        List<String> limits = new ArrayList<>();
        if (widget.minValidation() != NoMin.class) {
            limits.add(inWords(Fields.create(widget.minValidation())));
        }
        if (widget.maxValidation() != NoMax.class) {
            limits.add(inWords(Fields.create(widget.maxValidation())));
        }
        return String.join(", ", limits);
    }

    /** What the dialog says when the limit is passed, shortened; a message of the node's own stays as it is. */
    private static String inWords(final BuiltinValidation limit) {
        return limit.getErrorMessage().replaceFirst("^The value must be (.*)\\.$", "$1")
            .replaceFirst("^The value must not exceed (.*)\\.$", "at most $1");
    }

    private static String plain(final double number) {
        return Double.isFinite(number) ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
            : Double.toString(number);
    }
}
