// SPDX-License-Identifier: Apache-2.0
/** Files as bytes: read at any position, with messages that name the file, and written so that they appear complete. */
package org.hazelab.imaging.io.bytes;
