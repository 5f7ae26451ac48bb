// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.training;

import java.util.ArrayList;
import java.util.List;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.DehazeOptions;
import org.hazelab.methods.DehazeWatcher;
import org.hazelab.methods.crops.ImageSet;
import org.hazelab.methods.hazeflow.HazeFlowDehazer;
import org.hazelab.methods.recipe.PairScorer;
import org.hazelab.methods.training.Validation;
import org.hazelab.runtime.ScriptModule;

/** Dehazes whole hazy images of pairs as a user does who sets nothing, and scores them by their clean images. */
final class PairValidation implements Validation {

    private static final int HAZY = 0;
    private static final int CLEAN = 1;
    private static final double TENTHS = 20;

    private final ImageSet pairs;
    private final HazeFlowDehazer dehazer;
    private final PairScorer scorer;

    /** @param module with the method to infer; stays the caller's, and so the dehazer is not closed */
    PairValidation(HazeFlowRecipe recipe, ImageSet pairs, ScriptModule module) {
        this.pairs = pairs;
        scorer = recipe.scorer();
        dehazer = new HazeFlowDehazer(module, recipe.shape(), DehazeOptions.DEFAULT);
    }

    @Override
    public List<String> names() {
        return List.of(HazeFlowRecipe.ERROR, HazeFlowRecipe.PSNR, HazeFlowRecipe.SSIM);
    }

    @Override
    public double[] run(int round, Progress progress) throws HazeLabException {
        double psnr = 0;
        double ssim = 0;
        for (int row = 0; row < pairs.count(); row++) {
            progress.checkCanceled();
            progress.report(row / (double)pairs.count(), "Validation: " + pairs.name(row));
            FloatImage dehazed = dehazer.dehaze(image(row, HAZY), row, DehazeWatcher.NONE, progress.silent()).image();
            FloatImage clean = image(row, CLEAN);
            psnr += finite(scorer.psnr(dehazed, clean), row) / pairs.count();
            ssim += finite(scorer.ssim(dehazed, clean), row) / pairs.count();
        }
        return new double[] {Math.pow(10, -psnr / TENTHS), psnr, ssim};
    }

    private double finite(double score, int row) throws HazeLabException {
        if (!Double.isFinite(score)) {
            throw new HazeLabException("The dehazed image of " + pairs.name(row) + " of the validation pairs scores "
                + score, "Choose a lower learning rate, or other pairs");
        }
        return score;
    }

    private FloatImage image(int row, int image) throws HazeLabException {
        int width = pairs.width(row);
        int height = pairs.height(row);
        List<float[]> planes = new ArrayList<>();
        for (int c = 0; c < pairs.planes(image); c++) {
            planes.add(new float[Math.multiplyExact(width, height)]);
        }
        float[][] all = planes.toArray(float[][]::new);
        pairs.read(row, image, new ImageSet.Area(0, 0, height, width), all);
        return FloatImage.of(width, height, ValueRange.UNIT, all);
    }
}
