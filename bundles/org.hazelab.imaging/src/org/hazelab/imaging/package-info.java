// SPDX-License-Identifier: Apache-2.0
/**
 * The vocabulary of HazeLab: an image of floats with its value range, and the one kind of failure that a user reads.
 *
 * <p>Depends on the JDK alone. Everything else in HazeLab builds on this package.
 */
package org.hazelab.imaging;
