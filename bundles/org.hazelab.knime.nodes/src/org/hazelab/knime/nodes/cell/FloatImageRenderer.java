// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.cell;

import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.util.Objects;

import org.hazelab.imaging.Nullable;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.image.ImageContent;
import org.knime.core.data.image.ImageValue;
import org.knime.core.data.renderer.AbstractDataValueRendererFactory;
import org.knime.core.data.renderer.AbstractPainterDataValueRenderer;
import org.knime.core.data.renderer.DataValueRenderer;

/**
 * Paints an image cell in table views, as large as fits and never distorted.
 *
 * <p>A renderer of our own is needed: KNIME's "Image" renderer looks for the one of the value's own type and, finding
 * none, never ends. Painting up to the size of a cell's preview does not read the image.
 */
@SuppressWarnings("serial") // a painter is never stored
public final class FloatImageRenderer extends AbstractPainterDataValueRenderer {

    private static final String DESCRIPTION = "HazeLab image";
    private static final Dimension SMALL = new Dimension(90, 90);

    /** What is painted: one of these, or nothing. */
    private transient @Nullable CellPicture picture;
    private transient @Nullable ImageContent content;

    @Override
    protected void setValue(Object value) {
        picture = CellPicture.of(value).orElse(null);
        content = picture == null && value instanceof ImageValue image ? image.getImageContent() : null;
    }

    private boolean isEmpty() {
        return picture == null && content == null;
    }

    private Dimension fullSize() {
        return picture != null ? picture.size() : Objects.requireNonNull(content).getPreferredSize();
    }

    @Override
    public String getDescription() {
        return DESCRIPTION;
    }

    @Override
    public Dimension getPreferredSize() {
        return isEmpty() ? SMALL : fullSize();
    }

    /**
     * KNIME's table view makes a picture of this size of the cell: not that of the column, which would add a border.
     */
    @Override
    public Dimension getPreferredSize(Dimension viewPort) {
        return isEmpty() ? viewPort : fitting(viewPort.width, viewPort.height);
    }

    /** The size of the image where it fits, else the largest in proportion that does. */
    private Dimension fitting(int width, int height) {
        Dimension size = fullSize();
        double scale = Math.min(1, Math.min(width / size.getWidth(), height / size.getHeight()));
        return new Dimension(Math.max(1, (int)(size.width * scale)), Math.max(1, (int)(size.height * scale)));
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        super.paintComponent(graphics);
        if (isEmpty()) {
            return;
        }
        Dimension size = fitting(getWidth(), getHeight());
        Graphics2D centred = (Graphics2D)graphics.create();
        try {
            centred.translate((getWidth() - size.width) / 2, (getHeight() - size.height) / 2);
            if (picture != null) {
                picture.paint(centred, size.width, size.height);
            } else if (content != null) {
                content.paint(centred, size.width, size.height);
            }
        } finally {
            centred.dispose();
        }
    }

    /** What plugin.xml names. */
    public static final class Factory extends AbstractDataValueRendererFactory {

        @Override
        public String getDescription() {
            return DESCRIPTION;
        }

        @Override
        public DataValueRenderer createRenderer(DataColumnSpec column) {
            return new FloatImageRenderer();
        }
    }
}
