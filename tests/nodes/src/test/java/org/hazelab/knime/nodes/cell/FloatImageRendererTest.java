// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.image.BufferedImage;
import java.io.IOException;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.task.Progress;
import org.hazelab.knime.nodes.testing.Pictures;
import org.hazelab.knime.nodes.testing.Host;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataType;
import org.knime.core.data.MissingCell;
import org.knime.core.data.renderer.AbstractPainterDataValueRenderer;
import org.knime.core.data.renderer.DataValueRenderer;
import org.knime.core.data.renderer.DataValueRendererFactory;

class FloatImageRendererTest {

    private static final int PAPER = 0xff204060;

    @AutoClose
    private final Host host = new Host();
    private final DataColumnSpec column = new DataColumnSpecCreator("image", FloatImageCellFactory.TYPE).createSpec();
    private final DataValueRenderer renderer = new FloatImageRenderer.Factory().createRenderer(column);

    private FloatImageCell cell(final FloatImage image) throws IOException, HazeLabException {
        return FloatImageCell.create(image, host.context("test").createFileStore("image"), Progress.NONE);
    }

    private BufferedImage painted(final Object value, final int width, final int height) {
        Component component = renderer.getRendererComponent(value);
        component.setSize(width, height);
        BufferedImage paper = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = paper.createGraphics();
        graphics.setColor(new Color(PAPER));
        graphics.fillRect(0, 0, width, height);
        component.paint(graphics);
        graphics.dispose();
        return paper;
    }

    private static int grey(final float value) {
        return 0xff000000 | (int)value * 0x010101;
    }

    @Test
    void needsNoScreen() {
        assertTrue(GraphicsEnvironment.isHeadless(), "the tests run with -Djava.awt.headless=true");
    }

    @Test
    void isTheDefaultOfTheType() {
        DataValueRendererFactory first = FloatImageCellFactory.TYPE.getRendererFactories().iterator().next();
        assertInstanceOf(FloatImageRenderer.Factory.class, first);
        assertEquals("HazeLab image", first.getDescription());
        assertEquals("HazeLab image", renderer.getDescription());
        assertTrue(renderer.accepts(column));
    }

    @Test
    void paintsEveryPixelWhereItIsAsLargeAsTheImage() throws Exception {
        FloatImage image = Pictures.pattern(9, 7, 1);
        BufferedImage painted = painted(cell(image), 9, 7);
        for (int i = 0; i < image.pixels(); i++) {
            assertEquals(grey(image.plane(0)[i]), painted.getRGB(i % 9, i / 9));
        }
        assertEquals(new Dimension(9, 7), renderer.getPreferredSize());
    }

    @Test
    void paintsColours() throws Exception {
        BufferedImage painted = painted(cell(Pictures.constant(4, 4, ValueRange.UINT8, 200, 100, 50)), 4, 4);
        assertEquals(0xffc86432, painted.getRGB(2, 2));
    }

    @Test
    void centresASmallImageAndLeavesItsSize() throws Exception {
        FloatImage image = Pictures.pattern(4, 2, 1);
        BufferedImage painted = painted(cell(image), 10, 8);
        assertEquals(grey(image.plane(0)[0]), painted.getRGB(3, 3));
        assertEquals(grey(image.plane(0)[7]), painted.getRGB(6, 4));
        assertEquals(PAPER, painted.getRGB(2, 3));
        assertEquals(PAPER, painted.getRGB(7, 4));
        assertEquals(PAPER, painted.getRGB(3, 2));
        assertEquals(PAPER, painted.getRGB(6, 5));
    }

    /** KNIME's table view asks so for the size of the picture that it shows in a column. */
    @Test
    void wantsItsOwnSizeInAViewAndLessWhereItDoesNotFit() throws Exception {
        AbstractPainterDataValueRenderer painter = (AbstractPainterDataValueRenderer)renderer;
        renderer.getRendererComponent(cell(Pictures.pattern(4, 2, 1)));
        assertEquals(new Dimension(4, 2), painter.getPreferredSize(new Dimension(300, 80)));
        assertEquals(new Dimension(4, 2), painter.getPreferredSize(new Dimension(4, 2)));
        renderer.getRendererComponent(cell(Pictures.constant(400, 100, ValueRange.UINT8, 200)));
        assertEquals(new Dimension(40, 10), painter.getPreferredSize(new Dimension(40, 40)));
        assertEquals(new Dimension(80, 20), painter.getPreferredSize(new Dimension(300, 20)));
        assertEquals(new Dimension(2, 1), painter.getPreferredSize(new Dimension(2, 90)));
        renderer.getRendererComponent(DataType.getMissingCell());
        assertEquals(new Dimension(300, 80), painter.getPreferredSize(new Dimension(300, 80)));
    }

    @Test
    void leavesNothingUnpaintedAroundASmallImage() throws Exception {
        FloatImageCell cell = cell(Pictures.constant(4, 2, ValueRange.UINT8, 200));
        renderer.getRendererComponent(cell);
        Dimension size = ((AbstractPainterDataValueRenderer)renderer).getPreferredSize(new Dimension(300, 80));
        BufferedImage painted = painted(cell, size.width, size.height);
        for (int i = 0; i < size.width * size.height; i++) {
            assertEquals(grey(200), painted.getRGB(i % size.width, i / size.width));
        }
    }

    @Test
    void shrinksALargeImageInProportion() throws Exception {
        BufferedImage painted = painted(cell(Pictures.constant(400, 100, ValueRange.UINT8, 200)), 40, 40);
        assertEquals(grey(200), painted.getRGB(0, 15));
        assertEquals(grey(200), painted.getRGB(39, 24));
        assertEquals(PAPER, painted.getRGB(20, 14));
        assertEquals(PAPER, painted.getRGB(20, 25));
    }

    @Test
    void paintsNothingForAMissingValue() throws Exception {
        painted(cell(Pictures.pattern(4, 4, 1)), 4, 4);
        for (Object missing : new Object[] {new MissingCell("damaged"), DataType.getMissingCell(), null, "text"}) {
            BufferedImage painted = painted(missing, 5, 5);
            for (int i = 0; i < 25; i++) {
                assertEquals(PAPER, painted.getRGB(i % 5, i / 5));
            }
            assertTrue(renderer.getPreferredSize().width > 0);
        }
    }

    @Test
    void paintsIntoAlmostNoRoom() throws Exception {
        FloatImageCell cell = cell(Pictures.constant(50, 30, ValueRange.UINT8, 90));
        painted(cell, 1, 1);
        painted(cell, 1, 40);
        painted(cell, 40, 1);
    }
}
