// SPDX-License-Identifier: Apache-2.0
/**
 * Images and texts in files: listing, reading, naming, writing.
 *
 * <p>As in every room of this bundle, an operation is one class, free of KNIME: a {@code Config} of settings, a
 * {@code Result}, and a {@code run} that takes images and a {@link org.hazelab.imaging.task.Progress}. Settings may
 * hold what a user typed; checking them says what to change.
 */
package org.hazelab.operations.files;
