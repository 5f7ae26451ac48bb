// SPDX-License-Identifier: Apache-2.0
/**
 * Metrics that judge an image alone, by the statistics of photographs or of haze. The published parameters lie beside
 * the classes as text, with their source and licence at the top.
 */
package org.hazelab.metrics.noreference;
