// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

/** A cell that holds a complex number. */
public interface ComplexNumberValue extends DataValue {

    /** Names the value. */
    UtilityFactory UTILITY = new ExtensibleUtilityFactory(ComplexNumberValue.class) {
        @Override
        public String getName() {
            return "Complex number";
        }
    };

    /** The real part. */
    double getRealValue();

    /** The imaginary part. */
    double getImaginaryValue();
}
