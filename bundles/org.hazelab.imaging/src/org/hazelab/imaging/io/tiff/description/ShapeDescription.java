// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.tiff.description;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.io.tiff.TiffDirectory;
import org.hazelab.imaging.io.tiff.TiffImages;
import org.hazelab.imaging.io.tiff.TiffPage;

/**
 * What Python's tifffile writes into the description of a TIFF: {@code {"shape": [3, 2, 480, 640], "axes": "ZCYX"}},
 * and {@code "truncated": true} where one directory stands for all images, which then follow each other. Several arrays
 * in a file have a description each.
 */
public final class ShapeDescription {

    private static final int LONGEST = 1 << 13;
    private static final Pattern SHAPE = Pattern.compile("\"shape\"\\s*:\\s*\\[([\\d,\\s]{1,400})\\]");
    private static final Pattern AXES = Pattern.compile("\"axes\"\\s*:\\s*\"([A-Z]{1,40})\"");
    private static final Pattern TRUNCATED = Pattern.compile("\"truncated\"\\s*:\\s*true");

    private final TiffImages images;
    private final int[] counts;
    private final long[] strides;

    private ShapeDescription(TiffImages images) {
        this.images = images;
        counts = new int[images.directories()];
        strides = new long[counts.length];
        Arrays.fill(counts, 1);
    }

    private static String description(TiffDirectory tags) throws HazeLabException {
        return tags.has(270) ? tags.text(270, LONGEST) : "";
    }

    private static boolean isShape(String text) {
        return text.startsWith("{\"") && SHAPE.matcher(text).find();
    }

    public static boolean isIn(TiffImages images) throws HazeLabException {
        return isShape(description(images.directory(0)));
    }

    public static TiffLayout layout(TiffImages images) throws HazeLabException {
        return new ShapeDescription(images).layout();
    }

    private TiffLayout layout() throws HazeLabException {
        TiffLayout only = TiffAxes.pages(1);
        int series = 0;
        for (int d = 0; d < counts.length; series++) {
            String text = description(images.directory(d));
            only = TiffAxes.pages(1);
            int taken = 1;
            if (isShape(text)) {
                int[] outer = outer(text, images.describe(d));
                int count = TiffAxes.product(Arrays.stream(outer).asLongStream().toArray()).orElse(1);
                taken = directories(d, count, text);
                if (taken == count || counts[d] == count) {
                    only = axes(text, outer);
                }
            }
            d += taken;
        }
        images.repeat(counts, strides);
        // Several arrays may differ in everything, so that each image is a page.
        return series == 1 ? only : TiffAxes.pages(images.count());
    }

    /** How many directories hold the images of an array. */
    private int directories(int d, int count, String text) throws HazeLabException {
        TiffPage page = images.describe(d);
        if (count > 1 && TRUNCATED.matcher(text).find() && TiffImages.isOnePiece(page)) {
            counts[d] = count;
            strides[d] = TiffImages.imageBytes(page);
            return 1;
        }
        if (count > counts.length - d) {
            images.input().note(TiffImages.FEWER);
            return 1;
        }
        return Math.max(1, count);
    }

    /** The sizes of the array's axes that lie outside of one image, the slowest first; none if they do not fit it. */
    private static int[] outer(String text, TiffPage page) {
        Matcher found = SHAPE.matcher(text);
        String[] parts = found.find() ? found.group(1).trim().split("\\s*,\\s*") : new String[0];
        long[] shape = new long[parts.length];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = parts[i].matches("\\d{1,9}") ? Long.parseLong(parts[i]) : 0;
        }
        OptionalInt image = TiffAxes.product(page.width, page.height, page.samples);
        for (int k = 0; k <= shape.length && image.isPresent(); k++) {
            OptionalInt inner = TiffAxes.product(Arrays.copyOfRange(shape, k, shape.length));
            if (inner.equals(image) && TiffAxes.product(Arrays.copyOf(shape, k)).isPresent()) {
                return Arrays.stream(shape, 0, k).mapToInt(size -> (int)size).toArray();
            }
        }
        return new int[0];
    }

    private static TiffLayout axes(String text, int[] outer) {
        Matcher found = AXES.matcher(text);
        String letters = found.find() ? found.group(1) : "";
        StringBuilder fastestFirst = new StringBuilder();
        int[] sizes = new int[outer.length];
        for (int a = outer.length - 1; a >= 0; a--) {
            char letter = a < letters.length() ? letters.charAt(a) : 'Q';
            // A letter that comes twice means nothing the second time.
            boolean known = fastestFirst.indexOf(String.valueOf(letter)) < 0;
            sizes[fastestFirst.length()] = outer[a];
            fastestFirst.append(known ? letter : 'Q');
        }
        return new TiffAxes(0, fastestFirst.toString(), sizes);
    }
}
