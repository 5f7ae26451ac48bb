// SPDX-License-Identifier: Apache-2.0
/** Stand-in for what nodes see of KNIME's utilities. */
package org.knime.core.util;
