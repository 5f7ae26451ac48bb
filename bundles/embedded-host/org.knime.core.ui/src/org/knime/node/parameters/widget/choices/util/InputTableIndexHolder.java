// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.choices.util;

/** Looks at one of the inputs. */
public interface InputTableIndexHolder {

    /** The zero-based index of the input. */
    default int getInputTableIndex() {
        return 0;
    }
}
