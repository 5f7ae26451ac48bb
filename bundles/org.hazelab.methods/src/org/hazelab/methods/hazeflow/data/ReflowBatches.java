// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.data;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.synthesis.CropSynthesizer;
import org.hazelab.imaging.synthesis.CropSynthesizer.Pixels;
import org.hazelab.imaging.synthesis.HazeDraw.CropDraw;
import org.hazelab.imaging.synthesis.recipe.HazeRecipe;
import org.hazelab.imaging.synthesis.recipe.Interval;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.crops.CropBatch;

/**
 * The batches of Reflow: crops of real haze, resized as in Pretrain, with their maps of the dark channel prior. Unlike
 * in the published loader, whose flip undoes itself, crops are flipped.
 */
public final class ReflowBatches extends CropBatches<ReflowBatch> {

    /** The published exponents of the darkening. */
    public static final Interval GAMMAS = new Interval(1.5, 3);

    private static final int GAMMA_TENSOR = 2;

    private final HazyRows images;
    private final Interval gammas;

    /**
     * @param gammas what the exponent of a batch is drawn from, {@link #GAMMAS} as published
     * @throws HazeLabException if there are too many crops or pixels
     */
    public ReflowBatches(HazyRows images, Interval gammas, CropSettings settings, boolean validation)
        throws HazeLabException {
        super(images.count(), settings, validation);
        if (!(gammas.min() > 0 && gammas.min() <= gammas.max() && gammas.max() < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("exponents " + gammas);
        }
        this.images = images;
        this.gammas = gammas;
    }

    @Override
    List<Part> parts() {
        int side = settings().side();
        return List.of(Part.image(3, side), Part.image(1, side), Part.NUMBER, Part.NUMBER,
            Part.image(3, images.pairs().count() > 0 ? side : 1));
    }

    @Override
    String name(int row) {
        return images.name(row);
    }

    @Override
    List<float[][]> crop(int row, int round, int crop) throws HazeLabException {
        HazeRecipe.Crop how = new HazeRecipe.Crop(settings().side(), settings().rescale(), settings().flip(), false);
        CropDraw draw = CropDraw.of(how, images.width(row), images.height(row), stream(round, PLACE, crop));
        Pixels pixels = Pixels.of(draw, images.width(row), images.height(row));
        int[] columns = pixels.x().needed();
        int[] rows = pixels.y().needed();
        FloatImage hazy = cut(images.hazy(row, columns, rows), pixels, draw);
        Optional<FloatImage> clean = images.clean(row, columns, rows).map(image -> cut(image, pixels, draw));
        return List.of(planes(hazy), new float[][] {darkChannelMap(hazy)}, new float[][] {{1}},
            new float[][] {{clean.isPresent() ? 1 : 0}}, clean.map(CropBatches::planes).orElse(new float[0][]));
    }

    private static FloatImage cut(FloatImage image, Pixels pixels, CropDraw draw) {
        return CropSynthesizer.flipped(pixels.resized(image, Progress.NONE), draw.flipped());
    }

    @Override
    ReflowBatch batch(CropBatch tensors, int round, int index) {
        double gamma = gammas.draw(stream(round, GAMMA, index));
        Arrays.fill(tensors.images().get(GAMMA_TENSOR).values(), (float)gamma);
        return new ReflowBatch(tensors);
    }
}
