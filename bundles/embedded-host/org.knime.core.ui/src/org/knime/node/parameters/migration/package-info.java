// SPDX-License-Identifier: Apache-2.0
/** Stand-in for KNIME's parameters: reading settings of earlier versions. */
package org.knime.node.parameters.migration;
