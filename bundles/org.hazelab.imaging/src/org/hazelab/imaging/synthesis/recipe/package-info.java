// SPDX-License-Identifier: Apache-2.0
/** Recipes of haze: the steps, and the intervals from which their parameters are drawn. */
package org.hazelab.imaging.synthesis.recipe;
