// SPDX-License-Identifier: Apache-2.0
/** Stand-in for KNIME's parameters: widgets. */
package org.knime.node.parameters.widget;
