// SPDX-License-Identifier: Apache-2.0
/**
 * Tables as operations read them, whatever program they come from.
 */
package org.hazelab.operations.table;
