// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.tiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.io.Golden;
import org.hazelab.imaging.io.ImageFileReader;
import org.hazelab.imaging.io.ImageFileReader.Options;
import org.hazelab.imaging.io.page.ByteInput;
import org.hazelab.imaging.io.tiff.description.ImageJDescription;
import org.hazelab.imaging.io.tiff.description.ShapeDescription;
import org.hazelab.imaging.io.tiff.description.StkPlanes;
import org.hazelab.imaging.io.tiff.description.TiffLayout;
import org.hazelab.imaging.task.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of TIFF files whose descriptions promise more than is there, name other files, or make no sense. */
class TiffDescriptionsTest {

    private static final String FEWER = "the description declares more images than the file holds";
    private static final String UNFIT = "the channels, slices and frames of ImageJ's description do not fit the images "
        + "of the file, and each image is a page of its own";

    @TempDir
    Path folder;

    /** A little-endian TIFF of directories of 2 x 1 pixels of 8 bits: image i holds i and i + 100. */
    private static byte[] tiff(int images, String description, int[]... tags) {
        byte[] text = (description + "\0").getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(1000 + images * 300 + text.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put(new byte[] {'I', 'I', 42, 0}).putInt(0);
        int textAt = out.position();
        out.put(text);
        int link = 4;
        for (int i = 0; i < images; i++) {
            int pixels = out.position();
            out.put((byte)i).put((byte)(i + 100));
            out.putInt(link, out.position());
            int[][] own = {{256, 2}, {257, 1}, {258, 8}, {262, 1}, {273, pixels}, {277, 1}, {279, 2}};
            boolean named = i == 0 && !description.isEmpty();
            out.putShort((short)(own.length + tags.length + (named ? 1 : 0)));
            for (int[] tag : own) {
                out.putShort((short)tag[0]).putShort((short)4).putInt(1).putInt(tag[1]);
            }
            for (int[] tag : tags) {
                out.putShort((short)tag[0]).putShort((short)4).putInt(1).putInt(tag[1]);
            }
            if (named) {
                out.putShort((short)270).putShort((short)2).putInt(text.length).putInt(textAt);
            }
            link = out.position();
            out.putInt(0);
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    private static ImageFileReader open(byte[] file) throws HazeLabException {
        return ImageFileReader.open("x", file, Options.DEFAULT);
    }

    /** First pixels of each page, its channels side by side, and the notes. */
    private static String read(byte[] file) throws HazeLabException {
        try (ImageFileReader reader = open(file)) {
            return read(reader);
        }
    }

    private static String read(ImageFileReader reader) throws HazeLabException {
        StringBuilder text = new StringBuilder();
        for (int p = 0; p < reader.pages(); p++) {
            FloatImage page = reader.read(p, Progress.NONE);
            text.append(p == 0 ? "" : " ");
            for (int c = 0; c < page.channels(); c++) {
                text.append(c == 0 ? "" : ",").append((int)page.plane(c)[0]);
            }
        }
        List<String> notes = reader.takeNotes();
        assertEquals(List.of(), reader.takeNotes());
        return text + (notes.isEmpty() ? "" : " | " + String.join(" | ", notes));
    }

    private static String ome(String sizes, String inside) {
        return "<OME UUID=\"urn:uuid:me\"><Image><Pixels DimensionOrder=\"XYCZT\" " + sizes + ">" + inside
            + "</Pixels></Image></OME>";
    }

    private static String sizes(int z, int c, int t) {
        return "SizeZ=\"" + z + "\" SizeC=\"" + c + "\" SizeT=\"" + t + "\"";
    }

    @Test
    void notesWhatImageJDeclaresAndTheFileLacks() throws HazeLabException {
        assertEquals("0 1 2 | " + FEWER, read(tiff(3, "ImageJ=1.54f\nimages=5\nslices=5\n")));
        assertEquals("0 1 2 | " + UNFIT, read(tiff(3, "ImageJ=1.54f\nimages=3\nchannels=2\n")));
        assertEquals("0 1 2 3 4 5 | " + UNFIT,
            read(tiff(6, "ImageJ=1.54f\nimages=6\nchannels=2\nslices=2\nframes=2\norder=zct\n")));
        // In the usual order the channels lie side by side, whatever the slices are.
        assertEquals("0,1 2,3 4,5", read(tiff(6, "ImageJ=1.54f\nimages=6\nchannels=2\nslices=2\nframes=2\n")));
        assertEquals("0,1 2,3 | ImageJ's description declares an unknown order of the axes, and the usual one (czt) is "
            + "taken", read(tiff(4, "ImageJ=1.54f\nimages=4\nchannels=2\nslices=2\norder=zzt\n")));
    }

    @Test
    void neverGivesTheFirstImageOfAPackedStackWithoutAWord() throws HazeLabException {
        for (String text : new String[] {"ImageJ=1.54f\nimages=3\nslices=3\n", "{\"shape\": [3, 1, 2]}",
            "{\"shape\": [3, 1, 2], \"truncated\": true}"}) {
            byte[] packed = tiff(1, text, new int[] {259, 32773});
            try (ImageFileReader reader = open(packed)) {
                assertEquals(1, reader.pages(), text);
                assertEquals(List.of(FEWER), reader.takeNotes(), text);
            }
        }
        HazeLabException thrown = assertThrows(HazeLabException.class,
            () -> open(tiff(1, "", new int[] {32997, 3})));
        assertEquals(
            "The file \"x\" holds a TIFF image with a depth of 3 slices in one directory, which cannot be read",
            thrown.summary());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ij-onedirectory.tif", "ij-onedirectory-big.tif", "stk-rows2.tif",
        "shape-noaxes-truncated.tif", "shape-planar-truncated.tif"})
    void saysHowManyImagesOfACutStackAreThere(String name) throws HazeLabException {
        Golden golden = Golden.named(name);
        int images = golden.image().slices() * (name.startsWith("ij") ? golden.image().channels() : 1);
        byte[] file = golden.file();
        // Where tags lie behind the pixels, they would be cut off first.
        byte[] cut = name.equals("ij-onedirectory-big.tif") ? Arrays.copyOf(file, file.length - 1) : moved(file, 1);
        HazeLabException thrown = assertThrows(HazeLabException.class, () -> open(cut));
        assertEquals("The file \"x\" is incomplete: it declares " + images + " images behind each other, and "
            + (images - 1) + " are there as a whole", thrown.summary());
    }

    /** A little-endian file whose strips are said to lie so far back that the last image lacks some bytes. */
    private static byte[] moved(byte[] file, int missing) throws HazeLabException {
        try (ByteInput input = ByteInput.of("x", file)) {
            TiffImages images = new TiffImages(input);
            TiffPage page = images.describe(0);
            TiffLayout layout = StkPlanes.are(images) ? StkPlanes.layout(images)
                : ImageJDescription.isIn(images) ? ImageJDescription.layout(images) : ShapeDescription.layout(images);
            long end = page.chunks.offsets[0] + layout.pages() * (long)layout.images(0) * TiffImages.imageBytes(page);
            int by = (int)(file.length - end) + missing;
            ByteBuffer bytes = ByteBuffer.wrap(file.clone()).order(ByteOrder.LITTLE_ENDIAN);
            int directory = bytes.getInt(4);
            for (int e = directory + 2; e < directory + 2 + 12 * bytes.getShort(directory); e += 12) {
                if (bytes.getShort(e) == 273) {
                    int at = bytes.getInt(e + 4) == 1 ? e + 8 : bytes.getInt(e + 8);
                    for (int n = 0; n < bytes.getInt(e + 4); n++) {
                        bytes.putInt(at + 4 * n, bytes.getInt(at + 4 * n) + by);
                    }
                }
            }
            return bytes.array();
        }
    }

    @Test
    void givesWhatAnOmeFileHoldsAndNotesTheRest() throws HazeLabException {
        assertEquals("0,1 2,3", read(tiff(4, ome(sizes(2, 2, 1), "<TiffData/>"))));
        assertEquals("0,1 2,3 | " + FEWER,
            read(tiff(4, ome(sizes(5, 2, 1), "<TiffData IFD=\"0\" PlaneCount=\"4\"/>"))));
        assertEquals("1,2 | the OME description does not name all images of the file, and the others are left out",
            read(tiff(4, ome(sizes(1, 2, 1), "<TiffData IFD=\"1\" PlaneCount=\"2\"/>"))));
        // Nothing of the second channel is there.
        assertEquals("0 1 | " + FEWER, read(tiff(2, ome(sizes(2, 2, 1),
            "<TiffData IFD=\"0\"/><TiffData IFD=\"1\" FirstZ=\"1\"/>"))));
    }

    @Test
    void refusesAPageThatLacksAChannelWhichOthersHave() throws HazeLabException {
        byte[] file = tiff(3, ome(sizes(2, 2, 1), "<TiffData IFD=\"0\" PlaneCount=\"3\"/>"));
        try (ImageFileReader reader = open(file)) {
            assertEquals(2, reader.pages());
            assertEquals(1, reader.read(0, Progress.NONE).plane(1)[0]);
            HazeLabException thrown = assertThrows(HazeLabException.class, () -> reader.read(1, Progress.NONE));
            assertEquals("The file \"x\" is incomplete: it holds no image for channel 2 of page 2", thrown.summary());
            assertThrows(HazeLabException.class, () -> reader.readStack(Progress.NONE));
        }
    }

    private static String inFile(int ifd, int c, String uuid, String name) {
        return "<TiffData IFD=\"" + ifd + "\" FirstC=\"" + c + "\" PlaneCount=\"1\"><UUID FileName=\"" + name
            + "\">" + uuid + "</UUID></TiffData>";
    }

    @Test
    void saysThatOtherFilesHoldTheOtherPlanes() throws Exception {
        String other = "the OME description names images that lie in other files, and only those of this file are read";
        String text = ome(sizes(1, 2, 1), inFile(0, 0, "urn:uuid:me", "a.tif") + inFile(0, 1, "urn:uuid:you", "b.tif"));
        assertEquals("0 | " + other, read(tiff(1, text)));
        String nameless = text.replace(" UUID=\"urn:uuid:me\"", "");
        Path second = Files.write(folder.resolve("B.tif"), tiff(1, nameless));
        try (ImageFileReader reader = ImageFileReader.open(second, Options.DEFAULT)) {
            assertEquals("0 | " + other, read(reader));
        }
        assertEquals(
            "0 | the OME description cannot be used (it names no image that lies in this file), and each image "
                + "is a page of its own",
            read(tiff(1, nameless)));
        // A file that was renamed: no other is named.
        assertEquals("0,1", read(tiff(2, ome(sizes(1, 2, 1), inFile(0, 0, "urn:uuid:x", "old.tif")
            + inFile(1, 1, "urn:uuid:x", "old.tif")).replace(" UUID=\"urn:uuid:me\"", ""))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "<OME><Image><Pixels SizeC=\"2\"><TiffData IFD=\"0\" PlaneCount=\"9\"/></Pixels></Image></OME>"
            + "| it names a plane outside of its sizes",
        "<OME><Image><Pixels SizeC=\"9\"><TiffData IFD=\"0\" PlaneCount=\"9\"/></Pixels></Image></OME>"
            + "| it names more images than the file holds",
        "<OME><Image><Pixels SizeC=\"2\" DimensionOrder=\"XYCCT\"><TiffData/></Pixels></Image></OME>"
            + "| its order of axes is unknown",
        "<OME><Image><Pixels SizeC=\"-2\"><TiffData/></Pixels></Image></OME>| its SizeC is no number",
        "<OME><Image><Pixels SizeC=\"0\"><TiffData/></Pixels></Image></OME>| it declares impossible sizes",
        "<OME><Image><Pixels SizeC=\"60000\" SizeZ=\"60000\"><TiffData/></Pixels></Image></OME>"
            + "| it declares impossible sizes",
        "<OME><Image><Pixels SizeC=\"60000\" SizeZ=\"6000\"><TiffData/></Pixels></Image></OME>"
            + "| it declares too many images",
        "<OME><Image><Pixels SizeC=\"2\"><TiffData/></Pixels></Image>| the element \"OME\" does not end",
        "<OME></OME>| it names no image that lies in this file",
        "<OME><BinaryOnly MetadataFile=\"a.companion.ome\"/></OME>| it says that the axes stand in another file",
        "<!DOCTYPE OME [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><OME>&x;</OME>| it declares a document type",
        "<OME a=\"&x;\"/>| it holds an unknown entity"})
    void takesEachImageForAPageWhereOmeMakesNoSense(String xml, String reason) throws HazeLabException {
        assertEquals("0 1 2 | the OME description cannot be used (" + reason + "), and each image is a page of its own",
            read(tiff(3, xml)));
    }

    @Test
    void leavesThumbnailsOutWhereOmeMakesNoSense() throws HazeLabException {
        byte[] file = tiff(3, "<OME></OME>", new int[] {254, 0});
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int second = bytes.getInt(4) + 2 + 12 * bytes.getShort(bytes.getInt(4));
        int directory = bytes.getInt(second);
        bytes.putInt(directory + 2 + 12 * 7 + 8, 1);
        assertTrue(read(file).startsWith("0 2 |"), read(file));
    }

    @Test
    void takesTheRangeOfTheBitsWherePixelsBelieTheDeclaredOne() throws HazeLabException {
        try (ImageFileReader reader = open(Golden.named("range-belied.tif").file())) {
            assertEquals(ValueRange.UINT16, reader.read(0, Progress.NONE).range());
            assertEquals(
                List.of("there are values outside of the range that the file declares, and the range of its bits "
                    + "is taken"),
                reader.takeNotes());
        }
        try (ImageFileReader reader = open(Golden.named("range-max4095.tif").file())) {
            assertEquals(new ValueRange(0, 4095), reader.read(0, Progress.NONE).range());
            assertEquals(List.of(), reader.takeNotes());
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 4095, 0, 4095", "-2048, 2047, -2048, 2047", "-7, 4095, -32768, 32767", "0, 4000, -32768, 32767"})
    void takesTheRangeOfSignedSamplesOnlyWhereBothEndsFit(int min, int max, float low, float high)
        throws HazeLabException {
        byte[] file = tiff(1, "", new int[] {339, 2}, new int[] {340, 0}, new int[] {341, max});
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int directory = bytes.getInt(4);
        bytes.putShort(9, (short)0).putInt(directory + 2 + 12 * 2 + 8, 16);
        bytes.putInt(directory + 2, 256 | 4 << 16).putInt(directory + 10, 1);
        bytes.putShort(directory + 2 + 12 * 8 + 2, (short)12).putInt(directory + 2 + 12 * 8 + 4, 1);
        // A DOUBLE needs eight bytes of its own: at the end of the file.
        ByteBuffer longer = ByteBuffer.allocate(file.length + 8).order(ByteOrder.LITTLE_ENDIAN).put(file);
        longer.putDouble(min).putInt(directory + 2 + 12 * 8 + 8, file.length);
        try (ImageFileReader reader = open(longer.array())) {
            assertEquals(new ValueRange(low, high), reader.read(0, Progress.NONE).range());
        }
    }

    /** The end of a file whose last directory was overwritten is where it should be. */
    @ParameterizedTest
    @CsvSource({"0xff, 65535", "0, 0", "0x41, 16705"})
    void callsAnOverwrittenDirectoryDamaged(String value, int entries) {
        byte[] file = tiff(3, "");
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int first = bytes.getInt(4);
        int second = bytes.getInt(first + 2 + 12 * bytes.getShort(first));
        Arrays.fill(file, second, second + 60, (byte)(int)Integer.decode(value));
        HazeLabException thrown = assertThrows(HazeLabException.class, () -> open(file));
        String start = "The file \"x\" is damaged: the directory of an image at byte " + second + " holds " + entries;
        assertTrue(thrown.summary().startsWith(start), thrown.summary());
    }

    @Test
    void callsADirectoryBehindTheEndIncomplete() {
        byte[] file = tiff(3, "");
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int first = bytes.getInt(4);
        int second = bytes.getInt(first + 2 + 12 * bytes.getShort(first));
        for (int length : new int[] {second - 1, second}) {
            HazeLabException thrown = assertThrows(HazeLabException.class, () -> open(Arrays.copyOf(file, length)));
            assertEquals("The file \"x\" is incomplete: the directory of an image should lie at byte " + second
                + ", and it ends at byte " + length, thrown.summary());
        }
        HazeLabException thrown = assertThrows(HazeLabException.class, () -> open(Arrays.copyOf(file, second + 40)));
        assertEquals("The file \"x\" is incomplete: it ends before its image does", thrown.summary());
    }
}
