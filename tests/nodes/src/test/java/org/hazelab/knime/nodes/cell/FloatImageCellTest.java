// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;

import javax.imageio.ImageIO;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.io.ImageFileReader;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.task.Progress;
import org.hazelab.knime.nodes.testing.Pictures;
import org.hazelab.knime.nodes.testing.Host;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.filestore.FileStore;
import org.knime.core.node.ExecutionContext;
import org.knime.core.data.image.ImageValue;
import org.knime.core.data.image.png.PNGImageContent;

class FloatImageCellTest {

    @AutoClose
    private final Host host = new Host();
    private final ExecutionContext exec = host.context("test");
    private int count;
    private FileStore last;

    private FloatImageCell cell(final FloatImage image) throws IOException, HazeLabException {
        last = exec.createFileStore("image_" + count++);
        return FloatImageCell.create(image, last, Progress.NONE);
    }

    @Test
    void isEqualToACellOfTheSameContentInAnotherFile() throws Exception {
        FloatImage image = Pictures.pattern16(7, 5, 3);
        FloatImageCell one = cell(image);
        FloatImageCell other = cell(Pictures.copy(image));
        assertEquals(one, other);
        assertEquals(one.hashCode(), other.hashCode());
    }

    @Test
    void differsByEveryPixelSizeAndRange() throws Exception {
        FloatImage image = Pictures.pattern(6, 4, 1);
        FloatImageCell cell = cell(image);
        FloatImage pixel = Pictures.copy(image);
        pixel.plane(0)[23]++;
        assertNotEquals(cell, cell(pixel));
        assertNotEquals(cell, cell(image.withRange(ValueRange.UINT16)));
        assertNotEquals(cell, cell(FloatImage.of(4, 6, image.range(), image.plane(0))));
        assertNotEquals(cell, cell(FloatImage.of(6, 4, image.range(), image.plane(0), image.plane(0))));
        assertNotEquals(cell, cell(FloatImage.stack(6, 4, 1, image.range(), image.plane(0), image.plane(0))));
    }

    @Test
    void takesTheSameNaNForTheSame() throws Exception {
        FloatImage image = Pictures.floats(6, 4, 1);
        image.plane(0)[3] = Float.NaN;
        assertEquals(cell(image), cell(Pictures.copy(image)));
    }

    @Test
    void givesBackEveryNumber() throws Exception {
        FloatImage image = Pictures.floats(6, 4, 3);
        image.plane(2)[5] = Float.NaN;
        image.plane(1)[0] = Float.NEGATIVE_INFINITY;
        image.plane(0)[9] = -0f;
        assertEquals(image, cell(image).getFloatImage(Progress.NONE));
        FloatImage stack = Pictures.stack(6, 4, 3);
        assertEquals(stack, cell(stack).getFloatImage(Progress.NONE));
    }

    @Test
    void comesBackFromItsSerializerWithItsFile() throws Exception {
        FloatImage image = Pictures.floats(6, 4, 3);
        FloatImageCell cell = cell(image);
        FloatImageCell copy = (FloatImageCell)Host.savedAndOpened(cell);
        assertEquals(cell, copy);
        assertEquals(cell.hashCode(), copy.hashCode());
        assertEquals(cell.toString(), copy.toString());
        assertEquals(image, copy.getFloatImage(Progress.NONE));
    }

    @Test
    void writesItsFileWhenItIsMadeAndLeavesNothingInTheHeap() throws Exception {
        cell(Pictures.pattern(200, 100, 1));
        assertTrue(Files.size(last.getFile().toPath()) >= 20000);
    }

    @Test
    void saysWhatIsWrongWhenItsFileIsGone() throws Exception {
        FloatImageCell cell = cell(Pictures.pattern(200, 150, 1));
        Files.delete(last.getFile().toPath());
        assertThrows(HazeLabException.class, () -> cell.getFloatImage(Progress.NONE));
        assertThrows(IllegalStateException.class, cell::getImageContent);
    }

    @Test
    void showsAnImageThatIsNoLargerThanItsPreviewWithoutItsFile() throws Exception {
        FloatImage image = Pictures.pattern(128, 100, 3);
        FloatImageCell cell = cell(image);
        Files.delete(last.getFile().toPath());
        byte[] png = ((PNGImageContent)cell.getImageContent()).getByteArray();
        assertEquals(image, ImageFileReader.fromPng(png));
    }

    @Test
    void isEqualWhateverItsPreviewIs() throws Exception {
        FloatImage image = Pictures.pattern(6, 4, 1);
        FloatImageCell cell = cell(image);
        FloatImageCell old = Stored.withoutPreview(cell);
        Host.giveStores(cell(Pictures.copy(image)), old);
        assertEquals(cell, old);
        assertEquals(cell.hashCode(), old.hashCode());
    }

    /** Noise is what PNG cannot compress. */
    @Test
    void keepsAPreviewOfFewBytesWhateverTheImageIs() throws Exception {
        for (int side : new int[] {128, 700}) {
            FloatImage noise = FloatImage.zeros(side, side, 3, ValueRange.UINT8);
            RandomStream random = RandomStream.of(1, side);
            for (int c = 0; c < 3; c++) {
                for (int i = 0; i < noise.pixels(); i++) {
                    noise.plane(c)[i] = (int)(random.nextDouble() * 256);
                }
            }
            int bytes = CellPicture.preview(noise, Progress.NONE).length;
            assertTrue(bytes > 128 * 128 && bytes <= CellPicture.MOST_BYTES, side + ": " + bytes);
        }
    }

    @Test
    void isAnImageToKnimeUnderAName() throws Exception {
        DataType type = FloatImageCellFactory.TYPE;
        assertEquals("HazeLab image", type.getName());
        assertEquals(FloatImageValue.class, type.getPreferredValueClass());
        assertTrue(type.isCompatible(ImageValue.class));
        assertEquals(type, cell(Pictures.pattern(2, 2, 1)).getType());
        assertEquals(type, new FloatImageCellFactory().getDataType());
    }

    @Test
    void saysItsSize() throws Exception {
        assertEquals("6 x 4", cell(Pictures.pattern(6, 4, 1)).toString());
        assertEquals("6 x 4, 3 channels", cell(Pictures.pattern(6, 4, 3)).toString());
        assertEquals("6 x 4, 3 slices", cell(Pictures.stack(6, 4, 3)).toString());
    }

    private BufferedImage preview(final FloatImage image) throws Exception {
        FloatImageCell cell = cell(image);
        assertEquals("png", cell.getImageExtension());
        byte[] png = ((PNGImageContent)cell.getImageContent()).getByteArray();
        BufferedImage preview = ImageIO.read(new ByteArrayInputStream(png));
        assertEquals(8, preview.getSampleModel().getSampleSize(0));
        return preview;
    }

    @Test
    void showsItsRangeAsBlackToWhiteAndNaNAsBlack() throws Exception {
        FloatImage image = FloatImage.of(6, 1, new ValueRange(-1, 3),
            new float[] {-1, 1, 3, 9, Float.NaN, Float.NEGATIVE_INFINITY});
        int[] grey = preview(image).getRaster().getSamples(0, 0, 6, 1, 0, (int[])null);
        assertEquals("[0, 128, 255, 255, 0, 0]", Arrays.toString(grey));
    }

    @Test
    void showsTheMiddleSliceOfAStack() throws Exception {
        FloatImage stack = Pictures.stack(5, 4, 3);
        int[] shown = preview(stack).getRaster().getSamples(0, 0, 5, 4, 0, (int[])null);
        for (int i = 0; i < shown.length; i++) {
            assertEquals(stack.plane(1, 0)[i], shown[i]);
        }
    }

    @Test
    void showsColoursAndOfOtherChannelCountsTheFirst() throws Exception {
        FloatImage colour = Pictures.pattern(5, 4, 3);
        BufferedImage shown = preview(colour);
        int rgb = (int)colour.plane(0)[7] << 16 | (int)colour.plane(1)[7] << 8 | (int)colour.plane(2)[7];
        assertEquals(0xff000000 | rgb, shown.getRGB(2, 1));
        FloatImage two = Pictures.pattern(5, 4, 2);
        assertEquals(two.plane(0)[7], preview(two).getRaster().getSample(2, 1, 0));
    }

    @Test
    void givesAnImageCellForOtherNodesOfKnime() throws Exception {
        DataCell png = cell(Pictures.pattern(5, 4, 3)).getImageContent().toImageCell();
        assertTrue(png.getType().isCompatible(ImageValue.class));
    }
}
