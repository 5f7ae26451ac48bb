// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.text;

import org.knime.node.parameters.validation.BuiltinValidation;

/** A check of a text widget. KNIME's checks of lengths are left out. */
public sealed interface TextInputWidgetValidation extends BuiltinValidation
    permits TextInputWidgetValidation.PatternValidation {

    /** A pattern that all of the text must match. */
    abstract non-sealed class PatternValidation implements TextInputWidgetValidation {

        /** For subclasses. */
        public PatternValidation() {
        }

        /** The regular expression. */
        protected abstract String getPattern();

        @Override
        public String getErrorMessage() {
            return "The string must match the pattern: " + getPattern();
        }
    }
}
