// SPDX-License-Identifier: Apache-2.0
/**
 * Haze that is added to images or estimated from them, and specimens to image.
 */
package org.hazelab.operations.haze;
