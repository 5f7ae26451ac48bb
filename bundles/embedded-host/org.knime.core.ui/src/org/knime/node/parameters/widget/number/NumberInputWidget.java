// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.number;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.hazelab.standin.parameters.NoMax;
import org.hazelab.standin.parameters.NoMin;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation;

/** Shows a number, within limits that the dialog alone checks. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface NumberInputWidget {

    /** The lower limit. */
    Class<? extends MinValidation> minValidation() default NoMin.class;

    /** The upper limit. */
    Class<? extends MaxValidation> maxValidation() default NoMax.class;
}
