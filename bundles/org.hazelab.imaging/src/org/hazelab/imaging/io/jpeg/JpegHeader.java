// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.jpeg;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.io.page.ByteInput;
import org.hazelab.imaging.io.page.Orientation;

/** What the marker segments before the first scan of a JPEG image say (ITU-T T.81, annex B). */
public final class JpegHeader {

    /** A byte holds at most eight blocks of 8 x 8 pixels: each takes a bit at least. */
    public static final int MAX_RATIO = 512;

    static final int SOI = 0xd8;
    static final int EOI = 0xd9;
    static final int SOS = 0xda;
    private static final int DNL = 0xdc;
    private static final int APP0 = 0xe0;
    private static final int APP1 = 0xe1;
    private static final int APP14 = 0xee;
    private static final int NO_ADOBE = -1;

    private final ByteInput input;
    private int frame;
    private int precision;
    private int width;
    private int height;
    private int[] ids = {};
    private boolean jfif;
    private int adobe = NO_ADOBE;
    private int orientation = Orientation.UPRIGHT;

    public JpegHeader(ByteInput input) throws HazeLabException {
        this.input = input;
        input.littleEndian(false);
        if (input.u16(0) != 0xff00 + SOI) {
            throw input.damaged("it does not start as JPEG");
        }
        boolean scan = false;
        for (long at = 2; !scan;) {
            at = nextMarker(at);
            int marker = input.u8(at);
            if (marker == EOI) {
                throw input.damaged("it holds no pixels");
            }
            if (isAlone(marker)) {
                at++;
                continue;
            }
            int length = input.u16(at + 1);
            if (length < 2) {
                throw input.damaged("a part has an impossible size");
            }
            input.checkInside(at + 1, length);
            segment(marker, at + 3, length - 2);
            at += 1 + length;
            scan = marker == SOS;
        }
        check();
    }

    /** The position of the next marker's code, behind any number of fill bytes. */
    private long nextMarker(long from) throws HazeLabException {
        long at = from;
        if (input.u8(at) != 0xff) {
            throw input.damaged("a part does not start where it should");
        }
        while (input.u8(at) == 0xff) {
            at++;
        }
        return at;
    }

    /** Markers without a length: restarts, TEM, and the start of an image. */
    static boolean isAlone(int marker) {
        return marker >= 0xd0 && marker <= SOI || marker == 0x01;
    }

    /** Application data and comments, which say nothing that the pixels need. */
    static boolean isNote(int marker) {
        return marker >= 0xe0 && marker <= 0xef || marker == 0xfe;
    }

    private void segment(int marker, long at, int length) throws HazeLabException {
        boolean startOfFrame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
        if (startOfFrame && length >= 6) {
            if (frame != 0) {
                throw input.damaged("it declares its sizes twice");
            }
            frame = marker;
            precision = input.u8(at);
            height = input.u16(at + 1);
            width = input.u16(at + 3);
            ids = new int[Math.min(input.u8(at + 5), (length - 6) / 3)];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = input.u8(at + 6 + 3L * i);
            }
        } else if (marker == APP0 && length >= 5 && input.u32(at) == 0x4a464946) {
            jfif = true;
        } else if (marker == APP14 && length >= 12 && input.u32(at) == 0x41646f62 && input.u8(at + 4) == 'e') {
            adobe = input.u8(at + 11);
        } else if (marker == APP1 && length > 6 && input.u32(at) == 0x45786966 && input.u16(at + 4) == 0) {
            orientation = Orientation.ofExif(input.bytes(at, length), 6, length);
        } else if (marker == DNL) {
            throw input.unsupported("a JPEG image whose height comes last", "Save it again as JPEG or PNG");
        }
    }

    private void check() throws HazeLabException {
        if (frame == 0 || width == 0 || ids.length == 0) {
            throw input.damaged("it does not declare its sizes");
        }
        if (frame > 0xc2 || precision != 8 || height == 0 || ids.length == 2 || ids.length > 4) {
            String kind = frame == 0xc3 || frame == 0xc7 || frame == 0xcb || frame == 0xcf ? "lossless"
                : frame >= 0xc9 ? "arithmetic-coded" : "unusual";
            throw input.unsupported("a JPEG image of an uncommon kind (" + kind + ", " + precision + " bits, "
                + ids.length + " components)", "Save it again as ordinary JPEG or PNG");
        }
    }

    /** @throws HazeLabException if the file is too short for the sizes it declares */
    void checkLength() throws HazeLabException {
        if ((long)width * height / MAX_RATIO > input.size()) {
            throw input.truncated();
        }
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    public int components() {
        return ids.length;
    }

    int[] componentIds() {
        return ids.clone();
    }

    /** Whether the pixels come in scans that make them more and more exact. */
    boolean isProgressive() {
        return frame == 0xc2;
    }

    int orientation() {
        return orientation;
    }

    /** Whether four components are stored the Adobe way, all inverted. */
    boolean inverted() {
        return adobe != NO_ADOBE;
    }

    /**
     * Whether the first three components are luminance and two colour differences: JFIF says so, Adobe's marker says it
     * or not; without either, components called R, G and B are those, and four components are inks.
     */
    boolean isYcc() {
        if (ids.length == 3) {
            if (jfif) {
                return true;
            }
            if (adobe != NO_ADOBE) {
                return adobe != 0;
            }
            return !(ids[0] == 'R' && ids[1] == 'G' && ids[2] == 'B');
        }
        return ids.length == 4 && adobe == 2;
    }
}
