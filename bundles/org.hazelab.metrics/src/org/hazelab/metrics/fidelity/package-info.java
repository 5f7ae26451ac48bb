// SPDX-License-Identifier: Apache-2.0
/** Metrics that compare an image with its reference pixel by pixel or window by window. */
package org.hazelab.metrics.fidelity;
