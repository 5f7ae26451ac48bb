// SPDX-License-Identifier: Apache-2.0
/** Stand-in for KNIME's table storage: rows in memory, large cells in files. */
package org.knime.core.data.container;
