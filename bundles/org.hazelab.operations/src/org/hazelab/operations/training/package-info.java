// SPDX-License-Identifier: Apache-2.0
/**
 * Training a method on the images of a table.
 */
package org.hazelab.operations.training;
