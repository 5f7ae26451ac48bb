// SPDX-License-Identifier: Apache-2.0
/** Stand-in for KNIME's parameters: messages in dialogs. */
package org.knime.node.parameters.widget.message;
