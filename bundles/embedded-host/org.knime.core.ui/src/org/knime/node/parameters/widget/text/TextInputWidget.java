// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.text;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.knime.node.parameters.widget.text.TextInputWidgetValidation.PatternValidation;

/** Shows text, with checks that the dialog alone makes. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface TextInputWidget {

    /** What is shown while it is empty. */
    String placeholder() default "";

    /** A pattern. */
    Class<? extends PatternValidation> patternValidation() default PatternValidation.class;
}
