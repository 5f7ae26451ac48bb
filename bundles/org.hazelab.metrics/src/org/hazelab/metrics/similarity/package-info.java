// SPDX-License-Identifier: Apache-2.0
/** Metrics that compare an image with its reference window by window: SSIM, its scales, and MicroMS3IM. */
package org.hazelab.metrics.similarity;
