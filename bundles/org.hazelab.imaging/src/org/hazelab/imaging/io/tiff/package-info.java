// SPDX-License-Identifier: Apache-2.0
/** TIFF files, read and written without any library: directories, pages and their pixels. */
package org.hazelab.imaging.io.tiff;
