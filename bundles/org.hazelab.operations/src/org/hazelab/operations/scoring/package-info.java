// SPDX-License-Identifier: Apache-2.0
/**
 * Scores of images by metrics, with or without reference images.
 */
package org.hazelab.operations.scoring;
