// SPDX-License-Identifier: Apache-2.0
/** Stand-in for KNIME's basic cells and rows. */
package org.knime.core.data.def;
