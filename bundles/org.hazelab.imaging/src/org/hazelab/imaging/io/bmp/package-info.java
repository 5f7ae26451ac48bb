// SPDX-License-Identifier: Apache-2.0
/** BMP files, read. */
package org.hazelab.imaging.io.bmp;
