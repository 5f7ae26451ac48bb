// SPDX-License-Identifier: Apache-2.0
/** PNG files, read and written. */
package org.hazelab.imaging.io.png;
