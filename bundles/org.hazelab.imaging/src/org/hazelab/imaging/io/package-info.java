// SPDX-License-Identifier: Apache-2.0
/**
 * Images in files: PNG, JPEG, TIFF and BMP in, PNG, JPEG and TIFF out, and HazeLab's own compact format.
 *
 * <p>Numbers are read as they are stored: no gamma, no colour profile, no premultiplied transparency. Whatever bytes a
 * file holds, reading it gives an image or a {@link org.hazelab.imaging.HazeLabException} that names the file; sizes
 * are checked against a memory limit before anything is allocated. A file may be on a disk or in memory. Files
 * appear under their name only when they are complete.
 *
 * <p>PNG, JPEG and BMP are decoded, PNG and JPEG encoded by the JDK's own codecs ({@code javax.imageio}), of which only
 * instances are used: nothing global is set or registered. A decoder gets the part of a file that its pixels need,
 * after its sizes were checked. TIFF is decoded and encoded here: no library at hand reads all of its kinds to the last
 * bit or notices all files that are cut off (docs/design-decisions.md). Depends on {@code org.hazelab.imaging} and the
 * JDK.
 */
package org.hazelab.imaging.io;
