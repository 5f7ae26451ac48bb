// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.jpeg;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.io.page.ByteInput;
import org.hazelab.imaging.io.page.Page;
import org.hazelab.imaging.io.page.PageSource;
import org.hazelab.imaging.task.Progress;

/**
 * Reads JPEG of 8 bits, baseline or progressive: grey, colour, and inks (CMYK, YCCK) as red, green and blue.
 *
 * <p>Colours come by the standard conversion from luminance and colour differences alone; a profile changes nothing.
 * Inks are turned to light without a profile, by what ink and black both let through, which is close but not
 * colour-exact.
 *
 * <p>Every build of the JDK that was tried gives the same pixels, those of libjpeg, with one exception: where chroma is
 * halved from top to bottom alone (4:4:0), builds with libjpeg-turbo interpolate it and those with libjpeg 6b repeat
 * it.
 */
public final class JpegReader implements PageSource {

    private final ByteInput input;
    private final JpegHeader header;

    public JpegReader(ByteInput input) throws HazeLabException {
        this.input = input;
        header = new JpegHeader(input);
    }

    @Override
    public String format() {
        return "JPEG";
    }

    @Override
    public int pages() {
        return 1;
    }

    @Override
    public Page page(int index) {
        return new Page(header.width(), header.height(), header.components() == 1 ? 1 : 3, 8, false,
            header.orientation(), ValueRange.UINT8, JpegPixels.scratch(header, input.size()));
    }

    @Override
    public void checkLength(int index) throws HazeLabException {
        header.checkLength();
    }

    @Override
    public void decode(int index, float[][] planes, Progress progress) throws HazeLabException {
        JpegPixels pixels = JpegPixels.decode(input, header, input.all(), progress);
        if (header.isYcc()) {
            pixels.toRgb();
        }
        byte[] data = pixels.data();
        int components = pixels.components();
        for (int c = 0; c < planes.length; c++) {
            progress.checkCanceled();
            float[] plane = planes[c];
            for (int i = 0, from = c; i < plane.length; i++, from += components) {
                plane[i] = data[from] & 0xff;
            }
        }
        if (components == 4) {
            passThroughInks(planes, data);
        }
    }

    /**
     * Multiplies what each ink lets through with what black lets through. Adobe stores inks inverted, as light; where
     * they went through luminance and colour differences, these give the complement of what is stored.
     */
    private void passThroughInks(float[][] planes, byte[] data) {
        boolean complement = header.inverted() == header.isYcc();
        for (int i = 0; i < planes[0].length; i++) {
            int black = data[4 * i + 3] & 0xff;
            int through = header.inverted() ? black : 255 - black;
            for (float[] plane : planes) {
                int value = (int)plane[i];
                int light = ((complement ? 255 - value : value) * through + 127) / 255;
                plane[i] = light;
            }
        }
    }
}
