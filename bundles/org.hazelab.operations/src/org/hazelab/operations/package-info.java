// SPDX-License-Identifier: Apache-2.0
/**
 * What the nodes do, without KNIME: one final class for each verb, with its settings, its result and a run.
 *
 * <p>Settings may hold what a user typed; making the operation checks them and says what to change. An operation keeps
 * nothing between runs, so that several threads may run the same one.
 */
package org.hazelab.operations;
