// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.tiff.description;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.io.tiff.TiffImages;
import org.hazelab.imaging.io.tiff.TiffPage;

/**
 * What ImageJ (and SCIFIO) writes into the description of a TIFF: numbers of images, channels, slices and frames, and
 * the order in which they lie, {@code czt} where it says none. Stacks above 4 GB have one directory for all images.
 *
 * <p>An image with a palette is grey for ImageJ: its numbers are the stored ones, the colours only how it is shown.
 */
public final class ImageJDescription {

    private static final int LONGEST = 1 << 16;

    private final String text;
    private final TiffImages images;

    private ImageJDescription(String text, TiffImages images) {
        this.text = text;
        this.images = images;
    }

    private static String description(TiffImages images) throws HazeLabException {
        return images.directory(0).text(270, LONGEST);
    }

    public static boolean isIn(TiffImages images) throws HazeLabException {
        String text = description(images);
        return text.startsWith("ImageJ=") || text.startsWith("SCIFIO=");
    }

    public static TiffLayout layout(TiffImages images) throws HazeLabException {
        images.paletteIsLook();
        return new ImageJDescription(description(images), images).layout();
    }

    /** A number above 0 of the description, or {@code otherwise}. */
    private int number(String key, int otherwise) {
        Matcher found = Pattern.compile("(?m)^" + key + "=(\\d{1,7})$").matcher(text);
        int number = found.find() ? Integer.parseInt(found.group(1)) : 0;
        return number > 0 ? number : otherwise;
    }

    private TiffLayout layout() throws HazeLabException {
        TiffPage first = images.describe(0);
        int channels = number("channels", 1);
        int slices = number("slices", 1);
        int frames = number("frames", 1);
        boolean samplesAreChannels = first.samples > 1 && channels == first.samples;
        int product = TiffAxes.product(samplesAreChannels ? 1 : channels, slices, frames).orElse(1);
        int declared = samplesAreChannels ? product : number("images", product);
        if (images.directories() == 1 && declared > 1 && TiffImages.isOnePiece(first)) {
            images.repeat(new int[] {declared}, new long[] {TiffImages.imageBytes(first)});
        }
        int count = images.count();
        if (count < declared) {
            images.input().note(TiffImages.FEWER);
        }
        if (samplesAreChannels || first.channels() != 1) {
            channels = 1;
        }
        return axes(count, channels, slices, frames);
    }

    private TiffLayout axes(int count, int channels, int slices, int frames) {
        String order = order();
        if (count % channels != 0) {
            return unfit(count);
        }
        int rest = count / channels;
        if ((long)slices * frames == rest) {
            return axes(order, channels, slices, frames);
        }
        // Some descriptions leave the slices or the frames out.
        if (number("slices", 0) == 0 && rest % frames == 0) {
            return axes(order, channels, rest / frames, frames);
        }
        if (number("frames", 0) == 0 && rest % slices == 0) {
            return axes(order, channels, slices, rest / slices);
        }
        if (order.charAt(0) == 'c') {
            return axes("czt", channels, rest, 1);
        }
        return unfit(count);
    }

    private TiffLayout unfit(int count) {
        images.input()
            .note("the channels, slices and frames of ImageJ's description do not fit the images of the file, "
                + "and each image is a page of its own");
        return TiffAxes.pages(count);
    }

    private static TiffLayout axes(String order, int channels, int slices, int frames) {
        int[] sizes = new int[3];
        for (int a = 0; a < 3; a++) {
            sizes[a] = switch (order.charAt(a)) {
                case 'c' -> channels;
                case 'z' -> slices;
                default -> frames;
            };
        }
        return new TiffAxes(0, order.toUpperCase(Locale.ROOT), sizes);
    }

    /**
     * The order, the axis along which neighbours lie first; {@code xyczt(default)} is ImageJ's name of the usual one.
     */
    private String order() {
        Matcher found = Pattern.compile("(?m)^order=(.{1,40})$").matcher(text);
        if (!found.find()) {
            return "czt";
        }
        String order = found.group(1).trim().toLowerCase(Locale.ROOT).replaceFirst("^xy", "")
            .replaceFirst("\\(default\\)$", "");
        if (order.equals("default") || order.length() == 3 && "czt".chars().allMatch(c -> order.indexOf(c) >= 0)) {
            return order.equals("default") ? "czt" : order;
        }
        images.input().note("ImageJ's description declares an unknown order of the axes, and the usual one (czt) is "
            + "taken");
        return "czt";
    }
}
