// SPDX-License-Identifier: Apache-2.0
/** Metrics that compare what the eye takes from an image and its reference: gradients, phase congruency, saliency. */
package org.hazelab.metrics.perception;
