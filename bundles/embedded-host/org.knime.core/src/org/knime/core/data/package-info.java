// SPDX-License-Identifier: Apache-2.0
/** Stand-in for KNIME's data model: values, cells, types, rows, columns and table specs. */
package org.knime.core.data;
