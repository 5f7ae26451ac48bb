// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.validation;

/** A check that the dialog makes. */
public interface BuiltinValidation {

    /** What to say when it fails. */
    String getErrorMessage();
}
