// SPDX-License-Identifier: Apache-2.0
/** Stand-in for KNIME's fluent description of nodes. Views and column rearrangers are left out. */
package org.knime.node;
