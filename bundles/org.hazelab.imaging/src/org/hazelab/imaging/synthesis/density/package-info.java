// SPDX-License-Identifier: Apache-2.0
/** Maps of haze that is not homogeneous, drawn by Markov chain Brownian motion. */
package org.hazelab.imaging.synthesis.density;
