// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.io.bmp.BmpReader;
import org.hazelab.imaging.io.jpeg.JpegReader;
import org.hazelab.imaging.io.page.ByteInput;
import org.hazelab.imaging.io.page.PageSource;
import org.hazelab.imaging.io.png.PngReader;
import org.hazelab.imaging.io.tiff.TiffReader;

/** Finds out by its first bytes what a file is; its name does not count. */
final class FileKind {

    private static final String READABLE = "PNG, JPEG, TIFF and BMP can be read";

    /** First bytes of what people take for an image or put beside one, and what to call it. */
    private static final Map<String, String> KNOWN = new LinkedHashMap<>();

    static {
        KNOWN.put("GIF8", "a GIF image");
        KNOWN.put("\0\0\0\fjP  ", "a JPEG 2000 image");
        KNOWN.put("\u00ffO\u00ffQ", "a JPEG 2000 image");
        KNOWN.put("8BPS", "a Photoshop document");
        KNOWN.put("v/1\1", "an OpenEXR image");
        KNOWN.put("#?RADIANCE", "a Radiance HDR image");
        KNOWN.put("\u0089HDF", "an HDF5 file");
        KNOWN.put("SIMPLE  =", "a FITS file");
        KNOWN.put("%PDF", "a PDF document");
        KNOWN.put("PK\3\4", "a ZIP archive or Office document");
        KNOWN.put("\u001f\u008b", "a gzip archive");
        KNOWN.put("<?xml", "XML text");
        KNOWN.put("<svg", "an SVG drawing");
        KNOWN.put("<!DOCTYPE", "an HTML page");
        KNOWN.put("<html", "an HTML page");
        KNOWN.put("\u0089HZI", "an image in HazeLab's own storage format");
    }

    private FileKind() {
    }

    /** @throws HazeLabException if it is none of the formats that can be read, saying what it seems to be */
    static PageSource open(ByteInput input) throws HazeLabException {
        byte[] start = input.bytes(0, (int)Math.min(32, input.size()));
        String head = new String(start, StandardCharsets.ISO_8859_1);
        if (head.startsWith("\u0089PNG\r\n\u001a\n")) {
            return new PngReader(input);
        }
        if (head.startsWith("\u00ff\u00d8\u00ff")) {
            return new JpegReader(input);
        }
        if (head.startsWith("II*\0") || head.startsWith("MM\0*") || head.startsWith("II+\0")
            || head.startsWith("MM\0+")) {
            return new TiffReader(input);
        }
        if (head.startsWith("BM") && (head.length() < 18 || head.startsWith("\0\0\0", 15))) {
            return new BmpReader(input);
        }
        throw new HazeLabException(input.subject() + " is " + name(head), READABLE);
    }

    private static String name(String head) {
        for (Map.Entry<String, String> known : KNOWN.entrySet()) {
            if (head.startsWith(known.getKey())) {
                return known.getValue() + ", not an image that can be read";
            }
        }
        if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) {
            return "a WebP image, not an image that can be read";
        }
        if (head.startsWith("ftyp", 4)) {
            return "a HEIC, AVIF or film file, not an image that can be read";
        }
        boolean starts = head.charAt(0) < 128 || head.charAt(0) >= 0xc2;
        if (starts && head.chars().allMatch(c -> c >= 32 && c != 127 || c == '\t' || c == '\n' || c == '\r')) {
            return "text, not an image";
        }
        return "not an image of a known kind";
    }
}
