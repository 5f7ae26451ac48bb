// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.data;

import java.util.List;
import java.util.Optional;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.synthesis.CropSynthesizer;
import org.hazelab.imaging.synthesis.CropSynthesizer.Pixels;
import org.hazelab.imaging.synthesis.HazeDraw;
import org.hazelab.imaging.synthesis.HazySample;
import org.hazelab.imaging.synthesis.density.DensityPool;
import org.hazelab.imaging.synthesis.recipe.HazeRecipe;
import org.hazelab.imaging.synthesis.recipe.Interval;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.crops.CropBatch;
import org.hazelab.methods.crops.ImageSet;
import org.hazelab.methods.crops.RowPixels;

/**
 * The batches of Pretrain: crops of clean images with haze that is made on the fly by the code of the Haze Synthesizer
 * (section 4 of the paper), and the map of the dark channel prior of what comes out.
 */
public final class PretrainBatches extends CropBatches<PretrainBatch> {

    private static final int CLEAN = 0;

    private final ImageSet scenes;
    private final SceneDepth depth;
    private final Haze haze;
    private final CropSynthesizer synthesizer;

    /**
     * What haze is put on.
     *
     * @param recipe the ranges; its crop is that of the settings, with its own choice of cutting depth
     * @param maps how many density maps all crops share; 0 for one map a crop, as the Haze Synthesizer has it (some ten
     *            milliseconds each). HazeFlow's authors have 1000
     * @param trueAirlight whether the velocity is learned for the airlight of the haze, so that the equations hold;
     *            otherwise for white, as published
     * @param nearest the depth of the nearest place of a scene, drawn for each crop from within [0, 1]: the depths from
     *            0 to 1 are brought to those from there to 1
     */
    public record Haze(HazeRecipe recipe, int maps, boolean trueAirlight, Interval nearest) {

        public Haze {
            if (maps < 0) {
                throw new IllegalArgumentException(maps + " maps");
            }
            if (!(nearest.min() >= 0 && nearest.max() <= 1 && nearest.min() <= nearest.max())) {
                throw new IllegalArgumentException("nearest depths " + nearest);
            }
        }

        /** Scenes that begin at the camera. */
        public Haze(HazeRecipe recipe, int maps, boolean trueAirlight) {
            this(recipe, maps, trueAirlight, new Interval(0, 0));
        }
    }

    /**
     * @param scenes rows whose first image is clean, in [0, 1], of any size
     * @throws HazeLabException if a range of the haze is not valid, or there are too many crops or pixels
     */
    public PretrainBatches(ImageSet scenes, SceneDepth depth, Haze haze, CropSettings settings, boolean validation)
        throws HazeLabException {
        super(scenes.count(), settings, validation);
        this.scenes = scenes;
        this.depth = depth;
        this.haze = haze;
        boolean clampDepth = haze.recipe().crop().map(HazeRecipe.Crop::clampDepth).orElse(false);
        HazeRecipe recipe = haze.recipe().withCrop(
            new HazeRecipe.Crop(settings.side(), settings.rescale(), settings.flip(), clampDepth),
            HazeRecipe.Order.CROP_THEN_HAZE);
        Optional<DensityPool> pool = haze.maps() == 0 || recipe.density().isEmpty() ? Optional.empty()
            : Optional.of(new DensityPool(recipe.density().get(), haze.maps(), settings.seed()));
        synthesizer = new CropSynthesizer(recipe, pool);
    }

    @Override
    List<Part> parts() {
        int side = settings().side();
        return List.of(Part.image(3, side), Part.image(3, side), Part.image(1, side), Part.image(1, side),
            new Part(3, 1, 1));
    }

    @Override
    String name(int row) {
        return scenes.name(row) + " of the clean images";
    }

    @Override
    List<float[][]> crop(int row, int round, int crop) throws HazeLabException {
        SceneDepth.Size size = new SceneDepth.Size(scenes.width(row), scenes.height(row));
        long number = number(round, crop);
        HazeDraw draw = synthesizer.draw(size.width(), size.height(), 3, settings().seed(), number);
        Pixels pixels = Pixels.of(draw.crop().orElseThrow(), size.width(), size.height());
        int[] columns = pixels.x().needed();
        int[] rows = pixels.y().needed();
        FloatImage clean = RowPixels.read(scenes, row, CLEAN, 3, columns, rows);
        FloatImage distance = depth.read(row, size, columns, rows, stream(round, DEPTH, crop));
        begin(distance, stream(round, NEAREST, crop));
        HazySample sample = synthesizer.synthesize(clean, distance, pixels, draw, settings().seed(), number,
            Progress.NONE);
        return List.of(planes(sample.hazy()), planes(sample.clean()), new float[][] {darkChannelMap(sample.hazy())},
            planes(sample.transmission()), airlight(draw));
    }

    /** Moves the depths of a scene away from the camera. */
    private void begin(FloatImage distance, RandomStream random) {
        Interval nearest = haze.nearest();
        if (nearest.max() > 0) {
            float least = (float)random.nextDouble(nearest.min(), nearest.max());
            float[] depths = distance.plane(0);
            for (int i = 0; i < depths.length; i++) {
                depths[i] = least + (1 - least) * depths[i];
            }
        }
    }

    private float[][] airlight(HazeDraw draw) {
        return haze.trueAirlight()
            ? new float[][] {{(float)draw.airlightRed()}, {(float)draw.airlightGreen()}, {(float)draw.airlightBlue()}}
            : new float[][] {{1}, {1}, {1}};
    }

    @Override
    PretrainBatch batch(CropBatch tensors, int round, int index) {
        return new PretrainBatch(tensors);
    }
}
