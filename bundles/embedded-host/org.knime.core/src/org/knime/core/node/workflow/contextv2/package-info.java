// SPDX-License-Identifier: Apache-2.0
/** Stand-in for what nodes may know of where their workflow is. */
package org.knime.core.node.workflow.contextv2;
