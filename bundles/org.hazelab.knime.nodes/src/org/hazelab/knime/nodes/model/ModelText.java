// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.model;

import java.nio.file.Path;
import java.util.Locale;

import javax.swing.JComponent;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;

import org.hazelab.runtime.file.ModelDescription;

/** A model in words, for the port's view and its one-line summary. */
final class ModelText {

    private ModelText() {
    }

    /** The description, a line an entry. */
    static String of(ModelDescription description) {
        StringBuilder text = new StringBuilder("method: ").append(description.method()).append('\n');
        ModelPortObjectSpec.groups(description).forEach((name, entries) -> {
            if (!entries.texts().isEmpty()) {
                text.append('\n').append(name).append('\n');
                entries.texts().forEach(
                    (key, value) -> text.append("  ").append(key).append(": ").append(value).append('\n'));
            }
        });
        return text.toString();
    }

    /** The length of a file in kB or MB; 0 if it is gone. */
    static String size(Path file) {
        double bytes = file.toFile().length();
        return bytes < 1e6 ? String.format(Locale.ROOT, "%.0f kB", bytes / 1e3)
            : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    /** A view of KNIME's: a component with a name, which needs no screen until it is shown. */
    static JComponent view(String name, String text) {
        JTextArea area = new JTextArea(text);
        area.setEditable(false);
        area.setCaretPosition(0);
        JScrollPane view = new JScrollPane(area);
        view.setName(name);
        return view;
    }
}
