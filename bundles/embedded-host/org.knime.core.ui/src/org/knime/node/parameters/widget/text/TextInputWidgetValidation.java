// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.text;

import org.knime.node.parameters.validation.BuiltinValidation;

/** A check of a text widget. */
public sealed interface TextInputWidgetValidation extends BuiltinValidation
    permits TextInputWidgetValidation.PatternValidation, TextInputWidgetValidation.MinLengthValidation,
    TextInputWidgetValidation.MaxLengthValidation {

    /** A regular expression. */
    record PatternValidationParams(String pattern) {
    }

    /** A pattern that all of the text must match. */
    abstract non-sealed class PatternValidation implements TextInputWidgetValidation {

        /** For subclasses. */
        public PatternValidation() {
        }

        /** The regular expression. */
        protected abstract String getPattern();

        @Override
        public final PatternValidationParams getParameters() {
            return new PatternValidationParams(getPattern());
        }

        @Override
        public String getErrorMessage() {
            return "The string must match the pattern: " + getPattern();
        }

        /** At least one character that is no white space. */
        public static final class IsNotBlankValidation extends PatternValidation {
            @Override
            public String getPattern() {
                return ".*\\S.*";
            }

            @Override
            public String getErrorMessage() {
                return "The field cannot be blank (it must contain at least one non-whitespace character).";
            }
        }

        /** At least one character. */
        public static final class IsNotEmptyValidation extends MinLengthValidation {
            @Override
            protected int getMinLength() {
                return 1;
            }

            @Override
            public String getErrorMessage() {
                return "The field cannot be empty (it must contain at least one character).";
            }
        }

        /** One character. */
        public static final class IsSingleCharacterValidation extends PatternValidation {
            @Override
            public String getPattern() {
                return "^.$";
            }

            @Override
            public String getErrorMessage() {
                return "The string must be a single character.";
            }
        }
    }

    /** A least length. */
    abstract non-sealed class MinLengthValidation implements TextInputWidgetValidation {

        record MinLengthValidationParams(int minLength) {
        }

        /** For subclasses. */
        public MinLengthValidation() {
        }

        /** The least number of characters. */
        protected abstract int getMinLength();

        @Override
        public final MinLengthValidationParams getParameters() {
            return new MinLengthValidationParams(getMinLength());
        }

        @Override
        public String getErrorMessage() {
            int least = getMinLength();
            return "The string must be at least " + least + " character" + (least == 1 ? "" : "s") + " long.";
        }
    }

    /** A greatest length. */
    abstract non-sealed class MaxLengthValidation implements TextInputWidgetValidation {

        record MaxLengthValidationParams(int maxLength) {
        }

        /** For subclasses. */
        public MaxLengthValidation() {
        }

        /** The greatest number of characters. */
        protected abstract int getMaxLength();

        @Override
        public final MaxLengthValidationParams getParameters() {
            return new MaxLengthValidationParams(getMaxLength());
        }

        @Override
        public String getErrorMessage() {
            int most = getMaxLength();
            return "The string must not exceed " + most + " character" + (most == 1 ? "" : "s") + ".";
        }

        /** One character or none. */
        public static final class HasAtMaxOneCharValidation extends MaxLengthValidation {
            @Override
            public int getMaxLength() {
                return 1;
            }
        }
    }
}
