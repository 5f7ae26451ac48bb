// SPDX-License-Identifier: Apache-2.0
/**
 * What the dialogs of several nodes share: limits of numbers, conditions on inputs and texts, the choice of the device,
 * and messages about files and folders that are looked at while the dialog is open.
 */
package org.hazelab.knime.nodes.dialog;
