// SPDX-License-Identifier: Apache-2.0
/** Stand-in for KNIME's parameters: sections of a dialog. */
package org.knime.node.parameters.layout;
