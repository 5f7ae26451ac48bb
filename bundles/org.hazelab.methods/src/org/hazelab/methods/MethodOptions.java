// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.hazelab.imaging.HazeLabException;

/**
 * Values of options that are a method's own. What is not given has its default. Immutable.
 *
 * <p>A dialog gives all that it asks for, whatever model is connected; {@link #of} keeps what the model's method
 * declares, and checks it.
 */
public final class MethodOptions {

    /** Nothing is given: every option has its default. */
    public static final MethodOptions NONE = new MethodOptions("", Map.of());

    /** A value, and the option as it was known where the value was given. */
    private record Given(MethodOption<?> option, Object value) {
    }

    private final String owner;
    private final Map<String, Given> given;

    private MethodOptions(String owner, Map<String, Given> given) {
        this.owner = owner;
        this.given = given;
    }

    /** No values yet of a preset, which only models of one method may be used with. */
    public static MethodOptions presetOf(String method) {
        return new MethodOptions(method, Map.of());
    }

    /** These values and one more, or one in place of that of the same key. It is not checked here. */
    public <T> MethodOptions with(MethodOption<T> option, T value) {
        return put(option, value);
    }

    private MethodOptions put(MethodOption<?> option, Object value) {
        Map<String, Given> more = new LinkedHashMap<>(given);
        more.put(option.key(), new Given(option, value));
        return new MethodOptions(owner, more);
    }

    /**
     * The value of an option.
     *
     * @throws ClassCastException if it is of another type, which {@link #of} would have found
     */
    public <T> T get(MethodOption<T> option) {
        Given value = given.get(option.key());
        return value == null ? option.byDefault() : option.cast(value.value());
    }

    /**
     * What a method has a use for.
     *
     * @throws HazeLabException if these are a preset of another method, or a value is not what the method allows
     */
    public MethodOptions of(Method method) throws HazeLabException {
        if (!owner.isEmpty()) {
            ForMethod.require("The preset is", owner, method.id(), "Choose a preset of this method, or none");
        }
        MethodOptions own = new MethodOptions(owner, Map.of());
        for (MethodOption<?> option : method.options()) {
            Given value = given.get(option.key());
            if (value != null) {
                own = own.put(option, option.checked(value.value()));
            }
        }
        return own;
    }

    /** The titles of what is set away from its default and the method has no use for. */
    public List<String> unusedBy(Method method) {
        List<String> titles = new ArrayList<>();
        given.forEach((key, value) -> {
            if (!value.option().byDefault().equals(value.value())
                && method.options().stream().noneMatch(option -> option.key().equals(key))) {
                titles.add(value.option().title());
            }
        });
        return titles;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MethodOptions that && owner.equals(that.owner) && given.equals(that.given);
    }

    @Override
    public int hashCode() {
        return given.hashCode();
    }

    @Override
    public String toString() {
        Map<String, Object> values = new LinkedHashMap<>();
        given.forEach((key, value) -> values.put(key, value.value()));
        return values.toString();
    }
}
