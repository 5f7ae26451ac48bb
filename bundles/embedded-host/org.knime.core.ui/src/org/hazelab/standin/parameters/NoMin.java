// SPDX-License-Identifier: Apache-2.0
package org.hazelab.standin.parameters;

import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation;

/** Stands for "the smallest value of the type", which is an internal class in KNIME. */
public final class NoMin extends MinValidation {

    @Override
    protected double getMin() {
        return Double.NEGATIVE_INFINITY;
    }
}
