// SPDX-License-Identifier: Apache-2.0
/**
 * What each node does, without KNIME: a configuration in, a result out, progress and cancel on the way.
 *
 * <p>Depends on {@code org.hazelab.imaging} and the JDK. Whatever a user can cause is a
 * {@link org.hazelab.imaging.HazeLabException}.
 */
package org.hazelab.operations;
