// SPDX-License-Identifier: Apache-2.0
/** Stand-in for KNIME's parameters: choices of columns. */
package org.knime.node.parameters.widget.choices.util;
