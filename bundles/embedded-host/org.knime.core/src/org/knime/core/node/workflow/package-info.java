// SPDX-License-Identifier: Apache-2.0
/** Stand-in for what nodes see of KNIME's workflows: where they are, flow variables, messages. */
package org.knime.core.node.workflow;
