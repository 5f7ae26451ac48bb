// SPDX-License-Identifier: Apache-2.0
/**
 * A method of the tests': colour images, a transmission map as second output and an option of its own. Nothing but this
 * package and {@code META-INF/services} knows it.
 */
package org.hazelab.knime.nodes.veil;
