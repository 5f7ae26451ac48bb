// SPDX-License-Identifier: Apache-2.0
/** Stand-in for KNIME's settings trees. */
package org.knime.core.node.config;
