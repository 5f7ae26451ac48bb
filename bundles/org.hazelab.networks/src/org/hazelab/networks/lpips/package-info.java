// SPDX-License-Identifier: Apache-2.0
/** LPIPS, a learned perceptual distance of images: loss and metric from one declaration. */
package org.hazelab.networks.lpips;
