// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters;

/** A class with widgets in it. */
public interface WidgetGroup {
}
