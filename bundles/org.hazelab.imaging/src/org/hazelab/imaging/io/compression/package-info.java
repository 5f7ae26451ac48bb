// SPDX-License-Identifier: Apache-2.0
/** Unpacks what files hold in packed form: Deflate, LZW, PackBits and Zstandard. */
package org.hazelab.imaging.io.compression;
