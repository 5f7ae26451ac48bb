// SPDX-License-Identifier: Apache-2.0
/**
 * Random numbers that are the same on every machine, for every JDK and for any number of threads.
 *
 * <p>Depends on the JDK alone, and there on nothing whose algorithm may change ({@code java.util.random}) or differ
 * between processors ({@code Math.exp}, {@code Math.log}).
 */
package org.hazelab.imaging.random;
