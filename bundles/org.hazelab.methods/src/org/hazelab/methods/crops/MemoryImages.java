// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.crops;

import java.util.List;
import java.util.stream.IntStream;

import org.hazelab.imaging.FloatImage;

/** See {@link ImageSet#of}. */
record MemoryImages(List<List<FloatImage>> rows) implements ImageSet {

    MemoryImages {
        rows = rows.stream().map(List::copyOf).toList();
        for (List<FloatImage> row : rows) {
            for (FloatImage image : row) {
                if (image.width() != row.get(0).width() || image.height() != row.get(0).height()) {
                    throw new IllegalArgumentException("images of different sizes in one row");
                }
            }
        }
    }

    @Override
    public int count() {
        return rows.size();
    }

    @Override
    public int height(int row) {
        return rows.get(row).get(0).height();
    }

    @Override
    public int width(int row) {
        return rows.get(row).get(0).width();
    }

    @Override
    public int planes(int image) {
        return rows.isEmpty() ? 1 : rows.get(0).get(image).channels();
    }

    @Override
    public void read(int row, int image, Area area, float[][] planes) {
        FloatImage source = rows.get(row).get(image);
        for (int plane = 0; plane < planes.length; plane++) {
            for (int y = 0; y < area.height(); y++) {
                System.arraycopy(source.plane(plane), (area.top() + y) * source.width() + area.left(), planes[plane],
                    y * area.width(), area.width());
            }
        }
    }

    @Override
    public Moments moments(int row, int image) {
        FloatImage source = rows.get(row).get(image);
        return Moments.of(IntStream.range(0, source.channels()).mapToObj(source::plane).toArray(float[][]::new));
    }
}
