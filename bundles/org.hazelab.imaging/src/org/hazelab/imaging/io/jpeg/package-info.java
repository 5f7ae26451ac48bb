// SPDX-License-Identifier: Apache-2.0
/** JPEG files, read and written, and JPEG data that lies in TIFF files. */
package org.hazelab.imaging.io.jpeg;
