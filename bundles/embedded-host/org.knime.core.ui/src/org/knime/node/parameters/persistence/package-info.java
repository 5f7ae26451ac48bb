// SPDX-License-Identifier: Apache-2.0
/** Stand-in for KNIME's parameters: how parameters are stored. */
package org.knime.node.parameters.persistence;
