// SPDX-License-Identifier: Apache-2.0
/** Stand-in for KNIME's image values. */
package org.knime.core.data.image;
