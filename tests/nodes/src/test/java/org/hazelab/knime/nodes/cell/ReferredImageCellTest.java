// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Component;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ImageSize;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.io.ImageFileReader;
import org.hazelab.imaging.io.ImagePreview;
import org.hazelab.imaging.task.Progress;
import org.hazelab.knime.nodes.testing.Host;
import org.hazelab.knime.nodes.testing.ImageFiles;
import org.hazelab.knime.nodes.testing.Pictures;
import org.hazelab.operations.files.FileState;
import org.hazelab.operations.files.ImageReference;
import org.hazelab.operations.files.InputRange;
import org.hazelab.operations.files.ReadImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataType;
import org.knime.core.data.DataTypeRegistry;
import org.knime.core.data.image.ImageValue;
import org.knime.core.data.image.png.PNGImageContent;
import org.knime.core.data.renderer.DataValueRenderer;

/** Cells that refer to files. Their bytes are stored in users' workflows, as those of {@link FloatImageCell} are. */
class ReferredImageCellTest {

    /** Version, length and text of "file:///data/a.tif", size 5000, time 1000000000000, page 2, stack and turned. */
    private static final String FIELDS = "01" + "00000012" + "66696c653a2f2f2f646174612f612e746966"
        + "0000000000001388" + "000000e8d4a51000" + "00000002" + "03";
    /** 3 x 2 pixels, 1 channel, 2 slices, the range -1 to 7.5. */
    private static final String SIZES = "00000003000000020000000100000002" + "bf80000040f00000";
    private static final String PREVIEW = "00000049"
        + "89504e470d0a1a0a0000000d4948445200000003000000020800000000b81f39c6"
        + "0000001049444154785e63b089aa6098b6e512000a1c032b2e182ea10000000049454e44ae426082";

    private static final ReferredImageCell.Serializer SERIALIZER = new ReferredImageCell.Serializer();

    @TempDir
    private Path folder;

    private List<ReferredImageCell> cells(final Path file, final boolean stack, final InputRange range)
        throws IOException, HazeLabException {
        List<ReferredImageCell> cells = new ArrayList<>();
        new ReadImages(new ReadImages.Config(stack, true, range)).run(file, Progress.NONE, outcome -> cells.add(
            ReferredImageCell.create(outcome.reference().orElseThrow(), outcome.image().orElseThrow(), Progress.NONE)));
        return cells;
    }

    private ReferredImageCell cell(final Path file) throws IOException, HazeLabException {
        return cells(file, false, new InputRange.FromFile()).get(0);
    }

    private Path png(final String name, final FloatImage image) throws IOException {
        return ImageFiles.png(folder.resolve(name), image);
    }

    @Test
    void writesAndReadsTheBytesThatWorkflowsHold() throws Exception {
        ReferredImageCell cell = Stored.cell(SERIALIZER, FIELDS + SIZES + PREVIEW);
        assertEquals(FIELDS + SIZES + PREVIEW, Stored.hex(SERIALIZER, cell));
        assertEquals("3 x 2, 2 slices", cell.toString());
        ImageReference reference = new ImageReference(new FileState("file:///data/a.tif", 5000, 1_000_000_000_000L), 2,
            true, true, new ImageSize(3, 2, 1, 2), new ValueRange(-1, 7.5f));
        FloatImage image = FloatImage.stack(3, 2, 1, new ValueRange(-1, 7.5f), new float[6], new float[6]);
        ReferredImageCell made = ReferredImageCell.create(reference, image, Progress.NONE);
        assertEquals(made, cell);
        assertEquals(made.hashCode(), cell.hashCode());
        assertEquals(FIELDS + SIZES, Stored.hex(SERIALIZER, made).substring(0, (FIELDS + SIZES).length()));
    }

    private static String refusal(final String hex) {
        return assertThrows(IOException.class, () -> Stored.cell(SERIALIZER, hex), hex).getMessage();
    }

    @Test
    void refusesBytesThatAreNone() {
        String whole = FIELDS + SIZES + PREVIEW;
        assertTrue(refusal("02" + whole.substring(2)).contains("newer HazeLab (format 2"));
        List<String> damaged = new ArrayList<>(List.of("00" + whole.substring(2), "ff" + whole.substring(2),
            whole.replace("66696c65", "68747470"), whole.replace("0000000000001388", "ffffffffffffffff"),
            whole.replace("00000002" + "03", "ffffffff" + "03"), whole.replace("00000002" + "03", "00000002" + "04"),
            whole.replace("40f00000", "ffffffff"), whole.replace("00000049", "7fffffff")));
        for (String length : List.of("00000000", "ffffffff", "7fffffff")) {
            damaged.add("01" + length + whole.substring(10));
            damaged.add(FIELDS + length + SIZES.substring(8) + PREVIEW);
        }
        damaged.add(FIELDS + "7fffffff7fffffff" + SIZES.substring(16) + PREVIEW);
        for (String hex : damaged) {
            assertTrue(refusal(hex).startsWith("A stored HazeLab image cell is damaged: "), refusal(hex));
        }
        for (int digits = 0; digits < whole.length(); digits += 2) {
            String cut = whole.substring(0, digits);
            assertThrows(EOFException.class, () -> Stored.cell(SERIALIZER, cut), cut);
        }
    }

    @Test
    void readsTheFileAfterTheWorkflowWasSavedAndOpened() throws Exception {
        FloatImage image = Pictures.pattern(200, 150, 3);
        ReferredImageCell cell = cell(png("a.png", image));
        ReferredImageCell copy = (ReferredImageCell)Host.savedAndOpened(cell);
        assertEquals(cell, copy);
        assertEquals(cell.hashCode(), copy.hashCode());
        assertEquals("200 x 150, 3 channels", copy.toString());
        assertEquals(image, copy.getFloatImage(Progress.NONE));
        assertEquals(ImagePreview.of(image),
            ImageFileReader.fromPng(((PNGImageContent)copy.getImageContent()).getByteArray()));
        assertEquals("png", copy.getImageExtension());
    }

    @Test
    void isEqualToACellOfTheSameFileReadAlike() throws Exception {
        Path file = png("a.png", Pictures.pattern(5, 4, 1));
        ReferredImageCell cell = cell(file);
        assertEquals(cell, cell(file));
        assertNotEquals(cell, cells(file, true, new InputRange.FromFile()).get(0));
        assertNotEquals(cell, cells(file, false, new InputRange.Fixed(ValueRange.UINT16)).get(0));
        assertNotEquals(cell, cell(png("b.png", Pictures.pattern(5, 4, 1))));
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        assertNotEquals(cell, cell(file));
        List<ReferredImageCell> pages = cells(ImageFiles.pages(folder.resolve("c.tif"), ImageFiles.Samples.UINT8,
            Pictures.pattern(5, 4, 1), Pictures.pattern(5, 4, 1)), false, new InputRange.FromFile());
        assertNotEquals(pages.get(0), pages.get(1));
    }

    @Test
    void isShownSmallWithoutItsFileAndLargeFromIt() throws Exception {
        Path file = png("a.png", Pictures.constant(400, 300, ValueRange.UINT8, 200));
        ReferredImageCell cell = cell(file);
        Files.delete(file);
        DataColumnSpec column = new DataColumnSpecCreator("image", ReferredImageCellFactory.TYPE).createSpec();
        DataValueRenderer renderer =
            ReferredImageCellFactory.TYPE.getRendererFactories().iterator().next().createRenderer(column);
        Component component = renderer.getRendererComponent(cell);
        assertEquals(new Dimension(400, 300), renderer.getPreferredSize());
        BufferedImage paper = new BufferedImage(400, 300, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = paper.createGraphics();
        component.setSize(80, 60);
        component.paint(graphics);
        assertEquals(0xffc8c8c8, paper.getRGB(40, 30));
        component.setSize(400, 300);
        String failure = assertThrows(IllegalStateException.class, () -> component.paint(graphics)).getMessage();
        assertTrue(failure.startsWith("The file \"" + file + "\", which contains the image, is missing."), failure);
        graphics.dispose();
    }

    @Test
    void isAHazeLabImageToKnime() throws Exception {
        DataType type = ReferredImageCellFactory.TYPE;
        assertEquals("HazeLab image", type.getName());
        assertEquals(FloatImageValue.class, type.getPreferredValueClass());
        assertTrue(type.isCompatible(ImageValue.class));
        assertEquals(type, new ReferredImageCellFactory().getDataType());
        assertEquals(type, cell(png("a.png", Pictures.pattern(5, 4, 1))).getType());
        assertEquals(ReferredImageCell.Serializer.class,
            DataTypeRegistry.getInstance().getSerializer(ReferredImageCell.class).orElseThrow().getClass());
        assertEquals(ReferredImageCell.class,
            DataTypeRegistry.getInstance().getCellClass(ReferredImageCell.class.getName()).orElseThrow());
    }
}
