// SPDX-License-Identifier: Apache-2.0
/**
 * Tables as operations read and write them, whatever program they come from.
 */
package org.hazelab.operations.table;
