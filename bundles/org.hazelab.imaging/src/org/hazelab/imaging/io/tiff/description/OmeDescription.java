// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.tiff.description;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.io.tiff.TiffDirectory;
import org.hazelab.imaging.io.tiff.TiffImages;
import org.hazelab.imaging.io.tiff.description.XmlScanner.BadXml;

/**
 * The OME-XML in the description of an OME-TIFF: for each image its sizes in Z, C and T, the order of these axes, and
 * which directories hold which planes (Open Microscopy Environment, "OME-TIFF specification" and schema 2016-06).
 *
 * <p>A description that cannot be understood leaves a page for each directory, and a note.
 */
public final class OmeDescription {

    /** A description of a plane takes about 200 bytes; a million planes are more than we count. */
    private static final int LONGEST = 1 << 25;
    private static final int HEAD = 1 << 12;
    private static final Pattern START = Pattern.compile("<([A-Za-z][\\w.-]*:)?OME[\\s>]");

    /**
     * Directories that hold planes which follow each other along the order of axes.
     *
     * @param ifd the first directory, counted from 0
     * @param c channel of the first plane, counted as the description does
     * @param count planes, or -1 for as many as there are directories
     * @param uuid the identifier of the file that holds them, empty for this one
     * @param fileName the name of that file, may be empty
     */
    record Planes(long ifd, long z, long c, long t, long count, String uuid, String fileName) {}

    /** An image. */
    record Pixels(String order, long sizeZ, long sizeC, long sizeT, List<Planes> planes) {}

    private final List<Pixels> images = new ArrayList<>();
    private String uuid = "";

    private OmeDescription() {
    }

    public static boolean isIn(TiffImages images) throws HazeLabException {
        TiffDirectory tags = images.firstOfAll();
        return tags.has(270) && START.matcher(tags.text(270, HEAD)).find();
    }

    public static TiffLayout layout(TiffImages images) throws HazeLabException {
        images.paletteIsLook();
        byte[] xml = images.firstOfAll().bytes(270, LONGEST);
        try {
            if (xml.length == LONGEST) {
                throw new BadXml("it is too long");
            }
            return OmePlanes.layout(parse(new String(xml, StandardCharsets.UTF_8)), images);
        } catch (BadXml e) {
            images.input().note("the OME description cannot be used (" + e.getMessage()
                + "), and each image is a page of its own");
            images.countAll(false);
            images.describe(0);
            return TiffAxes.pages(images.count());
        }
    }

    /** The text of the element before any NUL that ends it. */
    static OmeDescription parse(String xml) throws BadXml {
        OmeDescription description = new OmeDescription();
        XmlScanner scanner = new XmlScanner(xml.split("\0", 2)[0]);
        while (scanner.next()) {
            switch (scanner.path()) {
                case "OME" -> description.uuid = scanner.attribute("UUID", "");
                case "OME/Image/Pixels" ->
                    description.images.add(new Pixels(scanner.attribute("DimensionOrder", "XYCZT"),
                        number(scanner, "SizeZ", 1), number(scanner, "SizeC", 1), number(scanner, "SizeT", 1),
                        new ArrayList<>()));
                case "OME/Image/Pixels/TiffData" -> description.last().planes.add(planes(scanner));
                case "OME/Image/Pixels/TiffData/UUID" -> description.nameFile(scanner);
                case "OME/BinaryOnly" -> throw new BadXml("it says that the axes stand in another file");
                default -> {
                    // Instruments, annotations and so on.
                }
            }
        }
        return description;
    }

    private Pixels last() {
        return images.get(images.size() - 1);
    }

    private static Planes planes(XmlScanner scanner) throws BadXml {
        boolean named = !scanner.attribute("IFD", "").isEmpty();
        long count = number(scanner, "PlaneCount", number(scanner, "NumPlanes", named ? 1 : -1));
        return new Planes(number(scanner, "IFD", 0), number(scanner, "FirstZ", 0), number(scanner, "FirstC", 0),
            number(scanner, "FirstT", 0), count, "", "");
    }

    private void nameFile(XmlScanner scanner) throws BadXml {
        List<Planes> planes = last().planes;
        Planes p = planes.remove(planes.size() - 1);
        planes.add(new Planes(p.ifd, p.z, p.c, p.t, p.count, scanner.content(), scanner.attribute("FileName", "")));
    }

    private static long number(XmlScanner scanner, String attribute, long otherwise) throws BadXml {
        String value = scanner.attribute(attribute, "").trim();
        if (value.isEmpty()) {
            return otherwise;
        }
        if (!value.matches("\\d{1,9}")) {
            throw new BadXml("its " + attribute + " is no number");
        }
        return Long.parseLong(value);
    }

    /** Whether all planes lie in one file, by name or identifier. */
    boolean namesOneFile() {
        return images.stream().flatMap(image -> image.planes.stream()).map(p -> p.uuid + "/" + p.fileName).distinct()
            .count() == 1;
    }

    List<Pixels> images() {
        return images;
    }

    /** The identifier of the file that holds the description, empty if it does not say. */
    String uuid() {
        return uuid;
    }
}
