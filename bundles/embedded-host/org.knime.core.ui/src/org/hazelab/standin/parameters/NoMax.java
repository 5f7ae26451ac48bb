// SPDX-License-Identifier: Apache-2.0
package org.hazelab.standin.parameters;

import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;

/** Stands for "the largest value of the type", which is an internal class in KNIME. */
public final class NoMax extends MaxValidation {

    @Override
    protected double getMax() {
        return Double.POSITIVE_INFINITY;
    }
}
