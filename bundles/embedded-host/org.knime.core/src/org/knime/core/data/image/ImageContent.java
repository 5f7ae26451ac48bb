// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.image;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.io.IOException;
import java.io.OutputStream;

import org.knime.core.data.DataCell;

/** An image that can paint itself, whatever its format. */
public interface ImageContent {

    /** Paints the image into a rectangle of the given size. */
    void paint(Graphics2D g, int width, int height);

    /** The size of the image. */
    Dimension getPreferredSize();

    /** The image as a cell. */
    DataCell toImageCell();

    /** Writes the image in its own format. */
    void save(OutputStream output) throws IOException;

    /** One line about the image. */
    String getSummary();
}
