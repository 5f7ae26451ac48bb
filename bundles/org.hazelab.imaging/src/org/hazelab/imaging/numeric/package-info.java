// SPDX-License-Identifier: Apache-2.0
/** Fourier transforms that give the same bits on every machine. */
package org.hazelab.imaging.numeric;
