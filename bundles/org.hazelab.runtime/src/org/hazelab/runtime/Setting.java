// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.hazelab.imaging.HazeLabException;

/**
 * A value and where it comes from.
 *
 * @param value the value
 * @param origin words for a sentence, such as {@code the environment variable HAZELAB_DEVICE} or {@code the default}
 */
public record Setting<T>(T value, String origin) {

    /** The origin of a value that is not set. */
    static final String DEFAULT = "the default";

    /**
     * The text that is set for a name: the first of the dialog's, the system property {@code hazelab.name}, and the
     * environment variable {@code HAZELAB_NAME}.
     *
     * @param name in small letters, such as {@code weights}
     * @param dialog what a node's dialog has; null or blank to leave it to the others
     * @return stripped; empty, with the default as its origin, if nothing is set
     */
    public static Setting<String> first(String name, String dialog) {
        return first(name, dialog, System::getProperty, System::getenv);
    }

    static Setting<String> first(String name, String dialog, UnaryOperator<String> properties,
        UnaryOperator<String> environment) {
        if (dialog != null && !dialog.isBlank()) {
            return new Setting<>(dialog.strip(), "the node's dialog");
        }
        String property = properties.apply("hazelab." + name);
        if (property != null && !property.isBlank()) {
            return new Setting<>(property.strip(), "the system property hazelab." + name);
        }
        String variable = "HAZELAB_" + name.toUpperCase(Locale.ROOT);
        String value = environment.apply(variable);
        return value != null && !value.isBlank() ? new Setting<>(value.strip(), "the environment variable " + variable)
            : new Setting<>("", DEFAULT);
    }

    /**
     * A text as a folder. Never from the working directory, which is anywhere where KNIME was started from a desktop.
     *
     * @return empty if nothing is set
     * @throws HazeLabException if the text is no whole path, saying where it stands
     */
    public static Setting<Optional<Path>> folder(Setting<String> text) throws HazeLabException {
        if (text.isDefault()) {
            return new Setting<>(Optional.empty(), text.origin());
        }
        try {
            Path folder = Path.of(text.value());
            if (!folder.isAbsolute()) {
                throw new HazeLabException("\"" + text.value() + "\" from " + text.origin()
                    + " does not say in which folder it lies",
                    "Give the whole path, such as " + folder.toAbsolutePath());
            }
            return new Setting<>(Optional.of(folder), text.origin());
        } catch (InvalidPathException e) {
            throw new HazeLabException("\"" + text.value() + "\" from " + text.origin() + " is no path: "
                + e.getReason(),
                "Give the whole path of a folder; if it has characters beyond ASCII, set the environment"
                    + " variable LC_ALL to C.UTF-8",
                e);
        }
    }

    /** Whether it is not set. */
    public boolean isDefault() {
        return origin.equals(DEFAULT);
    }

    @Override
    public String toString() {
        return value + " (" + origin + ")";
    }
}
