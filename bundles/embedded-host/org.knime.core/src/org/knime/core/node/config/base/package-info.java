// SPDX-License-Identifier: Apache-2.0
/** Stand-in for the base of KNIME's settings trees, and for its XML dialect. */
package org.knime.core.node.config.base;
