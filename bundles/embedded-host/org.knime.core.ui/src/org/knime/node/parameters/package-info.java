// SPDX-License-Identifier: Apache-2.0
/** Stand-in for KNIME's parameters: classes whose fields are settings and widgets. */
package org.knime.node.parameters;
