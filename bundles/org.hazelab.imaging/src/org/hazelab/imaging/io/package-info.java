// SPDX-License-Identifier: Apache-2.0
/**
 * Images in files: PNG, JPEG, TIFF and BMP in, PNG, JPEG and TIFF out, and HazeLab's own compact format.
 *
 * <p>Numbers are read as they are stored: no gamma, no colour profile, no premultiplied transparency. Whatever bytes a
 * file holds, reading it gives an image or a {@link org.hazelab.imaging.HazeLabException} that names the file; sizes
 * are checked against a memory limit before anything is allocated. Files appear under their name only when they are
 * complete.
 *
 * <p>PNG, TIFF and BMP are decoded here, because the JDK's readers take neither predictors of 16-bit TIFF nor damaged
 * files in a bounded way; JPEG is decoded and encoded by the JDK's own codec ({@code javax.imageio}), of which only
 * instances are used: nothing global is set or registered. Depends on {@code org.hazelab.imaging} and the JDK.
 */
package org.hazelab.imaging.io;
