// SPDX-License-Identifier: Apache-2.0
/** Stand-in for KNIME's parameters: column filters. */
package org.knime.node.parameters.widget.choices.filter;
