// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.io.ImageFileWriter;
import org.hazelab.imaging.io.ImagePreview;
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
    private int count;
    private final DataColumnSpec column = new DataColumnSpecCreator("image", FloatImageCellFactory.TYPE).createSpec();
    private final DataValueRenderer renderer = new FloatImageRenderer.Factory().createRenderer(column);

    private FloatImageCell cell(final FloatImage image) throws IOException, HazeLabException {
        return FloatImageCell.create(image, host.context("test" + count++).createFileStore("image"), Progress.NONE);
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

    private FloatImageCell cellWithoutFile(final FloatImage image) throws IOException, HazeLabException {
        FloatImageCell cell = cell(image);
        Files.delete(Host.storeOf(cell));
        return cell;
    }

    /** As large as the preview is, so that its pixels are those on the paper. */
    @Test
    void paintsUpToTheSizeOfThePreviewWithoutTheFile() throws Exception {
        FloatImage image = FloatImage.stack(400, 300, 1, new ValueRange(-10, 300), Pictures.pattern(400, 300, 1)
            .plane(0), Pictures.stack(400, 300, 2).plane(1, 0), Pictures.floats(400, 300, 1).plane(0));
        FloatImage expected = ImagePreview.of(image, 128);
        FloatImageCell cell = cellWithoutFile(image);
        BufferedImage painted = painted(cell, 128, 96);
        for (int i = 0; i < expected.pixels(); i++) {
            assertEquals(grey(expected.plane(0)[i]), painted.getRGB(i % 128, i / 128));
        }
        painted(cell, 90, 90);
        assertEquals(new Dimension(400, 300), renderer.getPreferredSize());
        FloatImageCell colour = cellWithoutFile(Pictures.constant(500, 400, ValueRange.UINT8, 200, 100, 50));
        assertEquals(0xffc86432, painted(colour, 40, 40).getRGB(20, 20));
    }

    @Test
    void readsTheImageWhereMoreIsAskedThanThePreviewHas() throws Exception {
        FloatImage image = Pictures.pattern(400, 300, 1);
        BufferedImage painted = painted(cell(image), 400, 300);
        for (int i = 0; i < image.pixels(); i++) {
            assertEquals(grey(image.plane(0)[i]), painted.getRGB(i % 400, i / 400));
        }
        FloatImageCell cell = cellWithoutFile(image);
        assertThrows(IllegalStateException.class, () -> painted(cell, 132, 99));
    }

    /** As Swing paints on a screen with two pixels a unit. */
    @Test
    void countsThePixelsOfTheScreen() throws Exception {
        FloatImageCell cell = cellWithoutFile(Pictures.pattern(400, 300, 1));
        Graphics2D graphics = new BufferedImage(300, 300, BufferedImage.TYPE_INT_ARGB).createGraphics();
        graphics.scale(2, 2);
        Component component = renderer.getRendererComponent(cell);
        component.setSize(64, 48);
        component.paint(graphics);
        component.setSize(72, 54);
        assertThrows(IllegalStateException.class, () -> component.paint(graphics));
        graphics.dispose();
    }

    private FloatImageCell withFileOf(final FloatImageCell read, final FloatImageCell cell) throws IOException {
        Host.giveStores(cell, read);
        return read;
    }

    /** Cells of the first version have no preview; a preview that cannot be used is as none. */
    @Test
    void readsTheImageOfACellWithoutAPreviewOrWithADamagedOne() throws Exception {
        FloatImageCell cell = cell(Pictures.constant(400, 300, ValueRange.UINT8, 200));
        byte[] damaged = CellPicture.preview(Pictures.constant(400, 300, ValueRange.UINT8, 90), Progress.NONE);
        byte[] otherSize = CellPicture.preview(Pictures.constant(40, 30, ValueRange.UINT8, 90), Progress.NONE);
        byte[] otherChannels =
            CellPicture.preview(Pictures.constant(400, 300, ValueRange.UINT8, 90, 90, 90), Progress.NONE);
        byte[] large = ImageFileWriter.toPng(Pictures.constant(4000, 400, ValueRange.UINT8, 90), 8, Progress.NONE);
        byte[] cut = Arrays.copyOf(damaged, damaged.length - 30);
        for (int i = 40; i < damaged.length - 20; i++) {
            damaged[i] ^= 0x55;
        }
        List<FloatImageCell> read = new ArrayList<>(List.of(Stored.withoutPreview(cell)));
        for (byte[] preview : List.of(damaged, otherSize, otherChannels, large, cut, new byte[] {1}, new byte[500])) {
            read.add(Stored.withPreview(cell, preview));
        }
        for (FloatImageCell one : read) {
            BufferedImage painted = painted(withFileOf(one, cell), 40, 40);
            assertEquals(grey(200), painted.getRGB(20, 20));
            assertEquals(new Dimension(400, 300), one.getImageContent().getPreferredSize());
        }
        FloatImageCell small = cell(Pictures.constant(40, 30, ValueRange.UINT8, 200));
        FloatImageCell misled = withFileOf(Stored.withPreview(small, cut), small);
        assertEquals(grey(200), painted(misled, 40, 30).getRGB(20, 20));
        assertEquals(new Dimension(40, 30), misled.getImageContent().getPreferredSize());
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
