// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.dialog;

import org.knime.node.parameters.widget.text.TextInputWidgetValidation.PatternValidation;

/** The name of a file whose folder has a field of its own, as {@code Limits.checkFileName} checks it. */
public final class IsFileName extends PatternValidation {

    @Override
    protected String getPattern() {
        return "[^/\\\\]*[^/\\\\\\s][^/\\\\]*";
    }

    @Override
    public String getErrorMessage() {
        return "Enter the name of a file, without a folder.";
    }
}
