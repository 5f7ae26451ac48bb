// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.data;

import java.util.List;
import java.util.Optional;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.filter.Resize;
import org.hazelab.imaging.filter.Resize.Interpolation;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.synthesis.CropSynthesizer;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.crops.CropBatch;
import org.hazelab.methods.crops.RowPixels;
import org.hazelab.methods.hazeflow.augmentation.Enhancements;

/**
 * The batches of Distillation: crops of real haze at their size, beside the same crops after two enhancements on 8
 * bits, each with its map of the dark channel prior.
 *
 * <p>An image that is smaller than the crop in either direction is stretched to it. Enhancements see the pixels around
 * the crop, and for the mean that contrast is reduced to a grid of at most 64 x 64 pixels of the image (the authors:
 * all of them).
 */
public final class DistillationBatches extends CropBatches<DistillationBatch> {

    private static final int SAMPLE = 64;

    private final HazyRows images;

    /**
     * @param settings without rescaling, as published
     * @throws HazeLabException if there are too many crops or pixels
     */
    public DistillationBatches(HazyRows images, CropSettings settings, boolean validation) throws HazeLabException {
        super(images.count(), settings, validation);
        if (settings.rescale()) {
            throw new IllegalArgumentException("Distillation does not rescale");
        }
        this.images = images;
    }

    @Override
    List<Part> parts() {
        int side = settings().side();
        return List.of(Part.image(3, side), Part.image(1, side), Part.image(3, side), Part.image(1, side),
            Part.NUMBER, Part.image(3, images.pairs().count() > 0 ? side : 1));
    }

    @Override
    String name(int row) {
        return images.name(row);
    }

    /** A hazy crop, the enhanced one, and the clean one if there is a pair. */
    private record Views(FloatImage hazy, FloatImage enhanced, Optional<FloatImage> clean) {
    }

    @Override
    List<float[][]> crop(int row, int round, int crop) throws HazeLabException {
        Enhancements enhancements = Enhancements.draw(stream(round, ENHANCEMENTS, crop));
        RandomStream place = stream(round, PLACE, crop);
        int shorter = Math.min(images.width(row), images.height(row));
        Views views = shorter < settings().side() ? stretched(row, enhancements) : cut(row, enhancements, place);
        boolean flipped = place.nextBoolean(settings().flip());
        FloatImage hazy = CropSynthesizer.flipped(views.hazy(), flipped);
        FloatImage enhanced = CropSynthesizer.flipped(views.enhanced(), flipped);
        Optional<FloatImage> clean = views.clean().map(image -> CropSynthesizer.flipped(image, flipped));
        return List.of(planes(hazy), new float[][] {darkChannelMap(hazy)}, planes(enhanced),
            new float[][] {darkChannelMap(enhanced)}, new float[][] {{clean.isPresent() ? 1 : 0}},
            clean.map(CropBatches::planes).orElse(new float[0][]));
    }

    private Views stretched(int row, Enhancements enhancements) throws HazeLabException {
        int side = settings().side();
        Resize.Part x = Resize.Part.to(images.width(row), side, Interpolation.BICUBIC);
        Resize.Part y = Resize.Part.to(images.height(row), side, Interpolation.BICUBIC);
        int[] columns = x.needed();
        int[] rows = y.needed();
        FloatImage hazy = clipped(Resize.part(images.hazy(row, columns, rows), x, y, Progress.NONE));
        Optional<FloatImage> clean = images.clean(row, columns, rows)
            .map(image -> clipped(Resize.part(image, x, y, Progress.NONE)));
        return new Views(hazy, enhancements.apply(hazy, hazy, 0, 0, side), clean);
    }

    /** Bicubic interpolation overshoots; an image of 8 bits, which the authors stretch, cannot. */
    private static FloatImage clipped(FloatImage image) {
        float[][] planes = new float[image.channels()][image.pixels()];
        for (int c = 0; c < planes.length; c++) {
            for (int i = 0; i < planes[c].length; i++) {
                planes[c][i] = Math.min(Math.max(image.plane(c)[i], 0), 1);
            }
        }
        return FloatImage.of(image.width(), image.height(), ValueRange.UNIT, planes);
    }

    private Views cut(int row, Enhancements enhancements, RandomStream place) throws HazeLabException {
        int side = settings().side();
        int left = place.nextInt(images.width(row) - side + 1);
        int top = place.nextInt(images.height(row) - side + 1);
        int[] columns = RowPixels.span(left, side);
        int[] rows = RowPixels.span(top, side);
        int[] wideColumns = withMargin(left, images.width(row), enhancements.reach());
        int[] wideRows = withMargin(top, images.height(row), enhancements.reach());
        FloatImage wide = images.hazy(row, wideColumns, wideRows);
        FloatImage hazy = rectangle(wide, left - wideColumns[0], top - wideRows[0]);
        FloatImage sample = enhancements.needSample()
            ? images.hazy(row, sample(images.width(row)), sample(images.height(row))) : wide;
        FloatImage enhanced = enhancements.apply(wide, sample, left - wideColumns[0], top - wideRows[0], side);
        return new Views(hazy, enhanced, images.clean(row, columns, rows));
    }

    private int[] withMargin(int from, int length, int margin) {
        int first = Math.max(0, from - margin);
        int last = (int)Math.min(length, (long)from + settings().side() + margin);
        return RowPixels.span(first, last - first);
    }

    private FloatImage rectangle(FloatImage wide, int left, int top) {
        int side = settings().side();
        float[][] planes = new float[wide.channels()][side * side];
        for (int c = 0; c < planes.length; c++) {
            for (int y = 0; y < side; y++) {
                System.arraycopy(wide.plane(c), (top + y) * wide.width() + left, planes[c], y * side, side);
            }
        }
        return FloatImage.of(side, side, ValueRange.UNIT, planes);
    }

    /** Evenly spread, at most {@value #SAMPLE}. */
    private static int[] sample(int length) {
        int count = Math.min(SAMPLE, length);
        int[] sample = new int[count];
        for (int i = 0; i < count; i++) {
            sample[i] = (int)((2L * i + 1) * length / (2L * count));
        }
        return sample;
    }

    @Override
    DistillationBatch batch(CropBatch tensors, int round, int index) {
        return new DistillationBatch(tensors);
    }
}
