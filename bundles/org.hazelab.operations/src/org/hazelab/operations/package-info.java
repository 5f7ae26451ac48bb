// SPDX-License-Identifier: Apache-2.0
/**
 * What the nodes do, one class an operation, free of KNIME: a {@code Config} of settings, a {@code Result}, and a
 * {@code run} that takes images and a progress.
 *
 * <p>Settings may hold what a user typed; checking them says what to change. Depends on
 * {@code org.hazelab.imaging}, {@code org.hazelab.metrics} and {@code org.hazelab.runtime}. Nodes, tests and other
 * programs are its callers.
 */
package org.hazelab.operations;
