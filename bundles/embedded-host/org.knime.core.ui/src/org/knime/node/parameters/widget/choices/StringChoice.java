// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.choices;

/** A choice: what is stored, and what people read. */
public record StringChoice(String id, String text) {
}
