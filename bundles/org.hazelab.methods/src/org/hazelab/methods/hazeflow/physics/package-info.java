// SPDX-License-Identifier: Apache-2.0
/**
 * The scattering model of haze as an ordinary differential equation: what HazeFlow's network is trained for and what
 * its solver follows. Without a network.
 *
 * <p>I = t J + (1 - t) A is the way from the airlight A, at t = 0, to the clean image J, at t = 1, on which the hazy
 * image I lies at its transmission t: dI/dt = J - A is the velocity v, which does not depend on t.
 */
package org.hazelab.methods.hazeflow.physics;
