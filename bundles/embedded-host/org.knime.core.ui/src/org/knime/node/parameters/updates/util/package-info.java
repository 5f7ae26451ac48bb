// SPDX-License-Identifier: Apache-2.0
/** Stand-in for KNIME's parameters: common dependencies between parameters. */
package org.knime.node.parameters.updates.util;
