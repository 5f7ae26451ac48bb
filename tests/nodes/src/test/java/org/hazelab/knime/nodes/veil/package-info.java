// SPDX-License-Identifier: Apache-2.0
/**
 * A method of the tests': colour images, a transmission map as second output, an option of its own, and a training in
 * two stages with two networks, two optimizers, a teacher, a frozen part and a moving average. Nothing but this package
 * and {@code META-INF/services} knows it.
 */
package org.hazelab.knime.nodes.veil;
