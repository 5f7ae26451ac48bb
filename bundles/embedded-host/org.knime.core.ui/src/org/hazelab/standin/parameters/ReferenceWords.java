// SPDX-License-Identifier: Apache-2.0
package org.hazelab.standin.parameters;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.EffectPredicateProvider.PredicateInitializer;
import org.knime.node.parameters.updates.ParameterReference;

/** Says predicates over fields in words, with the titles of the fields. */
final class ReferenceWords implements PredicateInitializer {

    private final Map<Class<?>, Field> fields;

    ReferenceWords(final Map<Class<?>, Field> fields) {
        this.fields = fields;
    }

    private String title(final Class<?> reference) {
        Field field = fields.get(reference);
        if (field == null) {
            throw new IllegalArgumentException(
                "No field is annotated with @ValueReference(" + reference.getName() + ").");
        }
        Widget widget = field.getAnnotation(Widget.class);
        return widget == null ? Fields.key(field) : "\"" + widget.title() + "\"";
    }

    @Override
    public StringReference getString(final Class<? extends ParameterReference<String>> reference) {
        String title = title(reference);
        return value -> value.isEmpty() ? Condition.of(title + " is empty", title + " is given")
            : Condition.of(title + " is \"" + value + "\"", title + " is not \"" + value + "\"");
    }

    @Override
    public EffectPredicate getPredicate(final Class<? extends EffectPredicateProvider> predicateProviderClass) {
        return Fields.create(predicateProviderClass).init(this);
    }

    @Override
    public BooleanReference getBoolean(final Class<? extends ParameterReference<Boolean>> reference) {
        String title = title(reference);
        return new BooleanReference() {
            @Override
            public EffectPredicate isTrue() {
                return Condition.of(title + " is on", title + " is off");
            }

            @Override
            public EffectPredicate isFalse() {
                return Condition.of(title + " is off", title + " is on");
            }
        };
    }

    @Override
    public <E extends Enum<E>> EnumReference<E> getEnum(final Class<? extends ParameterReference<E>> reference) {
        String title = title(reference);
        return new EnumReference<>() {
            @Override
            @SafeVarargs
            public final EffectPredicate isOneOf(final E... values) {
                String labels = Arrays.stream(values).map(EnumLabels::of).map(l -> "\"" + l + "\"")
                    .collect(Collectors.joining(" or "));
                return Condition.of(title + " is " + labels, title + " is not " + labels);
            }
        };
    }

    /** A predicate over inputs is said by its own words, if it has any. */
    @Override
    public EffectPredicate getConstant(final Predicate<NodeParametersInput> predicate) {
        String words = predicate.toString();
        return words.contains("@") ? Condition.of("the inputs allow it", "the inputs do not allow it")
            : Condition.of(words, words.replaceFirst(" is ", " is not "));
    }
}
