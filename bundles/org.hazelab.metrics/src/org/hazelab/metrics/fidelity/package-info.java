// SPDX-License-Identifier: Apache-2.0
/** Metrics that compare an image with its reference pixel by pixel. */
package org.hazelab.metrics.fidelity;
