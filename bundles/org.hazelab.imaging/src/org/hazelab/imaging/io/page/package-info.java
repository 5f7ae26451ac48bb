// SPDX-License-Identifier: Apache-2.0
/**
 * What all image formats share: the bytes of an image file with their numbers, its pages with their orientation and
 * memory, and pictures ready to be written.
 */
package org.hazelab.imaging.io.page;
