// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.dialog;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.StateProvider.StateProviderInitializer;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.message.TextMessage;
import org.knime.node.parameters.widget.message.TextMessage.Message;

/** What the message about a place says in the dialog of a node, however long it takes to look. */
public final class Told {

    private Told() {
    }

    /** The message of parameters with some values, of which there is one. */
    public static Optional<Message> by(final Object parameters, final NodeParametersInput input) {
        try {
            Constructor<?> constructor = field(parameters, field -> field.isAnnotationPresent(TextMessage.class))
                .getAnnotation(TextMessage.class).value().getDeclaredConstructor();
            constructor.setAccessible(true);
            PlaceMessage message = (PlaceMessage)constructor.newInstance();
            Fields fields = new Fields(parameters);
            message.init(fields);
            if (!fields.asked) {
                throw new IllegalArgumentException(message + " says nothing when the dialog is opened");
            }
            return message.question(input).flatMap(look -> PlaceMessage.answer(look, Optional.empty()));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("The message of " + parameters + " cannot be made", e);
        }
    }

    private static Field field(final Object parameters, final Predicate<AnnotatedElement> wanted) {
        Field found = Arrays.stream(parameters.getClass().getDeclaredFields()).filter(wanted).findFirst()
            .orElseThrow(() -> new IllegalArgumentException("No such field in " + parameters));
        found.setAccessible(true);
        return found;
    }

    /** The values of the fields that have a name. */
    private static final class Fields implements StateProviderInitializer {

        private final Object parameters;
        private boolean asked;

        Fields(final Object parameters) {
            this.parameters = parameters;
        }

        @Override
        public <T> Supplier<T> computeFromValueSupplier(final Class<? extends ParameterReference<T>> ref) {
            return getValueSupplier(ref);
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> Supplier<T> getValueSupplier(final Class<? extends ParameterReference<T>> ref) {
            Field named = field(parameters, field -> field.isAnnotationPresent(ValueReference.class)
                && field.getAnnotation(ValueReference.class).value() == ref);
            return () -> {
                try {
                    return (T)named.get(parameters);
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException("The field was made accessible", e);
                }
            };
        }

        @Override
        public void computeBeforeOpenDialog() {
            asked = true;
        }
    }
}
