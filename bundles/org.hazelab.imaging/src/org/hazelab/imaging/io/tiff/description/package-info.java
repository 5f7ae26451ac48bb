// SPDX-License-Identifier: Apache-2.0
/** What the images of a TIFF file mean, as the programs describe it that wrote them: OME, ImageJ and others. */
package org.hazelab.imaging.io.tiff.description;
