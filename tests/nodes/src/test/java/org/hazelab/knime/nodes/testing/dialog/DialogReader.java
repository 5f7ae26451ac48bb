// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.testing.dialog;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.util.Optional;

import org.hazelab.knime.nodes.testing.dialog.Dialog.Control;
import org.hazelab.knime.nodes.testing.dialog.Dialog.Limit;
import org.hazelab.knime.nodes.testing.dialog.Dialog.Look;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.WidgetGroup;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.ColumnChoicesProvider;
import org.knime.node.parameters.widget.choices.RadioButtonsWidget;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.message.TextMessage;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.text.TextAreaWidget;

/** Reads the annotations of a class of parameters as KNIME does. */
final class DialogReader {

    private final Object parameters;
    private final Values values;
    private final LayoutTree tree = new LayoutTree();

    DialogReader(final Object parameters, final NodeParametersInput input) {
        this.parameters = parameters;
        this.values = new Values(input);
    }

    Dialog read() {
        collectValues(parameters);
        readGroup(parameters, "", parameters.getClass().getAnnotation(Layout.class), false, true);
        return new Dialog(tree.elements(values));
    }

    private void collectValues(final Object group) {
        for (Field field : Reflection.fields(group.getClass())) {
            ValueReference name = field.getAnnotation(ValueReference.class);
            if (name != null) {
                values.put(name.value(), Reflection.get(field, group));
            }
            if (isGroup(field)) {
                collectValues(Reflection.get(field, group));
            }
        }
    }

    private static boolean isGroup(final Field field) {
        return WidgetGroup.class.isAssignableFrom(field.getType()) && field.getAnnotation(Widget.class) == null;
    }

    /** What is said of a group of fields holds for each of them; a layout only for those that have none. */
    private void readGroup(final Object group, final String path, final Layout outer, final boolean advanced,
        final boolean shown) {
        for (Field field : Reflection.fields(group.getClass())) {
            Layout layout = annotation(field, Layout.class).orElse(outer);
            boolean folded = advanced || annotation(field, Advanced.class).isPresent();
            boolean there = shown && values.isShown(annotation(field, Effect.class).orElse(null));
            String key = path + field.getName();
            Object value = Reflection.get(field, group);
            if (isGroup(field)) {
                readGroup(value, key + "/", layout, folded, there);
            } else if (field.isAnnotationPresent(Widget.class) || field.isAnnotationPresent(TextMessage.class)) {
                tree.add(layout == null ? null : layout.value(), control(field, key, value, folded, there));
            }
        }
    }

    private static <A extends Annotation> Optional<A> annotation(final Field field, final Class<A> kind) {
        A own = field.getAnnotation(kind);
        return Optional.ofNullable(own != null ? own : field.getType().getAnnotation(kind));
    }

    private static Control control(final Field field, final String key, final Object value, final boolean advanced,
        final boolean shown) {
        Widget widget = field.getAnnotation(Widget.class);
        NumberInputWidget number = field.getAnnotation(NumberInputWidget.class);
        return new Control(key, widget == null ? "" : widget.title(), widget == null ? "" : widget.description(),
            look(field), field, value,
            number == null ? Optional.empty() : limit(number.minValidation(), "minValidation", "getMin"),
            number == null ? Optional.empty() : limit(number.maxValidation(), "maxValidation", "getMax"),
            advanced || widget != null && widget.advanced(), shown);
    }

    private static Optional<Limit> limit(final Class<?> validation, final String annotated, final String method) {
        try {
            if (validation == NumberInputWidget.class.getMethod(annotated).getDefaultValue()) {
                return Optional.empty();
            }
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(annotated, e);
        }
        Object made = Reflection.create(validation);
        return Optional
            .of(new Limit((Double)Reflection.call(made, method), (Boolean)invokeExclusive(made)));
    }

    /** The default method of an interface, if the class has none. */
    private static Object invokeExclusive(final Object validation) {
        try {
            return validation.getClass().getMethod("isExclusive").invoke(validation);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(validation.getClass().getName(), e);
        }
    }

    private static Look look(final Field field) {
        Class<?> type = field.getType();
        if (field.isAnnotationPresent(TextMessage.class)) {
            return Look.MESSAGE;
        } else if (type.isEnum()) {
            return field.isAnnotationPresent(ValueSwitchWidget.class) ? Look.SWITCH
                : field.isAnnotationPresent(RadioButtonsWidget.class) ? Look.RADIO : Look.DROPDOWN;
        } else if (type == boolean.class) {
            return Look.CHECKBOX;
        } else if (type.isPrimitive()) {
            return Look.NUMBER;
        } else if (type == String.class) {
            ChoicesProvider choices = field.getAnnotation(ChoicesProvider.class);
            if (choices != null) {
                return ColumnChoicesProvider.class.isAssignableFrom(choices.value()) ? Look.COLUMN : Look.DROPDOWN;
            }
            return field.isAnnotationPresent(TextAreaWidget.class) ? Look.TEXT_AREA : Look.TEXT;
        }
        return Look.TWINLIST;
    }
}
