// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow;

import java.util.LinkedHashMap;
import java.util.Map;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.HeapShortage;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.filter.Resize;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.DehazeOptions;
import org.hazelab.methods.DehazeWatcher;
import org.hazelab.methods.DehazedImage;
import org.hazelab.methods.ImageDehazer;
import org.hazelab.methods.Output;
import org.hazelab.methods.hazeflow.network.HazeFlowShape;
import org.hazelab.methods.hazeflow.physics.HazeSolver;
import org.hazelab.methods.hazeflow.physics.HazeSolver.Estimate;
import org.hazelab.methods.hazeflow.physics.HazeSolver.Result;
import org.hazelab.runtime.DeviceMemoryException;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.tensor.FloatTensor;

/** Dehazes images: from their units to 0 to 1 and back, as often as there are augmentations. */
public final class HazeFlowDehazer implements ImageDehazer {

    /** Rows and columns of what counts as one evaluation, since images are seen whole. */
    private static final int UNIT = 256;
    /** The share of a step that the dark channel prior takes. */
    private static final double PRIOR = 0.1;
    private static final String IN_TILES = "the whole image did not fit the memory, so that it went through in tiles";

    private final NetworkField network;
    private final HazeFlowShape shape;
    private final DehazeOptions options;

    /**
     * Dehazes with a network.
     *
     * @param module which has HazeFlowNetwork's method to infer; closed with this
     * @param options checked
     */
    public HazeFlowDehazer(ScriptModule module, HazeFlowShape shape, DehazeOptions options) {
        this.shape = shape;
        this.options = options;
        network = new NetworkField(module, shape, options);
    }

    static int tile(HazeFlowShape shape, DehazeOptions options) {
        return NetworkField.tile(shape, options);
    }

    private int augmentations() {
        return options.get(HazeFlowOptions.AUGMENTATIONS);
    }

    /** Twice what the network needs, as the authors do: half of it is such a multiple, too. */
    private int multiple() {
        return 2 * shape.multiple();
    }

    private boolean isLarge(long pixels) {
        return pixels > options.get(HazeFlowOptions.LARGE_ABOVE);
    }

    private boolean halves(long pixels) {
        return isLarge(pixels) && options.get(HazeFlowOptions.LARGE_IMAGES) == LargeImages.HALF_SIZE;
    }

    private boolean inTiles(long pixels) {
        return isLarge(pixels) && options.get(HazeFlowOptions.LARGE_IMAGES) == LargeImages.TILES;
    }

    @Override
    public long evaluations(FloatImage hazy) {
        int height = up(hazy.height());
        int width = up(hazy.width());
        long pixels = (long)height * width;
        int divisor = halves(pixels) ? 2 : 1;
        boolean tiles = inTiles(pixels) || !network.fits(height / divisor, width / divisor);
        long seen = tiles ? network.pixelsInTiles(height / divisor, width / divisor) : pixels / divisor / divisor;
        long units = (seen + UNIT * UNIT - 1) / (UNIT * UNIT);
        return units * options.get(HazeFlowOptions.STEPS) * augmentations();
    }

    private int up(int length) {
        return (int)Math.min(((long)length + multiple() - 1) / multiple() * multiple(), Integer.MAX_VALUE / 2);
    }

    @Override
    public double secondsPerEvaluation(DehazeWatcher watcher, Progress progress) throws HazeLabException {
        return network.seconds(UNIT, progress);
    }

    @Override
    public FloatTensor trial(Progress progress) throws HazeLabException {
        return network.trial(UNIT, progress);
    }

    @Override
    public DehazedImage dehaze(FloatImage hazy, long number, DehazeWatcher watcher, Progress progress)
        throws HazeLabException {
        try {
            return dehazed(hazy, number, watcher, progress);
        } catch (OutOfMemoryError e) {
            throw HeapShortage.failure("an image of " + hazy.width() + " x " + hazy.height() + " pixels", "", e);
        }
    }

    private DehazedImage dehazed(FloatImage hazy, long number, DehazeWatcher watcher, Progress progress)
        throws HazeLabException {
        Picture picture = Picture.of(hazy);
        int count = augmentations();
        Finish finish = new Finish(hazy, count);
        for (int sample = 0; sample < count; sample++) {
            String words = count == 1 ? "" : "Augmentation " + (sample + 1) + " of " + count + ": ";
            Progress part = progress.part(sample / (double)count, (sample + 1) / (double)count, words);
            Augmentation augmentation = Augmentation.of(options.seed(), number, sample);
            Result result = augmented(picture, augmentation, watcher, part);
            float[][] planes = finish.add(result.clean(), result.transmission());
            if (watcher.wantsSamples()) {
                watcher.sample(sample, finish.image(planes));
            }
        }
        return finish.result();
    }

    private Result augmented(Picture picture, Augmentation augmentation, DehazeWatcher watcher, Progress progress)
        throws HazeLabException {
        int height = picture.height();
        int width = picture.width();
        float[][] planes = new float[picture.planes().length][];
        for (int c = 0; c < planes.length; c++) {
            planes[c] = augmentation.changed(picture.planes()[c], height, width);
        }
        Picture changed = augmentation.transposes() ? new Picture(width, height, planes)
            : new Picture(height, width, planes);
        Result result = result(changed, watcher, progress);
        for (int c = 0; c < planes.length; c++) {
            planes[c] = augmentation.undone(result.clean()[c], height, width);
        }
        return new Result(planes, augmentation.turnedBack(result.transmission(), height, width));
    }

    /** @param picture whose planes are written over */
    private Result result(Picture picture, DehazeWatcher watcher, Progress progress) throws HazeLabException {
        Picture padded = picture.padded(multiple());
        long pixels = (long)padded.height() * padded.width();
        Result result = halves(pixels) ? halfSize(padded, watcher, progress)
            : solved(padded, inTiles(pixels), watcher, progress);
        float[][] clean = result.clean();
        for (int c = 0; c < clean.length; c++) {
            clean[c] = padded.cropped(clean[c], picture.height(), picture.width());
        }
        return new Result(clean, padded.cropped(result.transmission(), picture.height(), picture.width()));
    }

    private Result halfSize(Picture padded, DehazeWatcher watcher, Progress progress) throws HazeLabException {
        Progress silent = progress.silent();
        FloatImage full = FloatImage.of(padded.width(), padded.height(), ValueRange.UNIT, padded.planes());
        FloatImage half = Resize.cornersAligned(full, padded.width() / 2, padded.height() / 2, silent);
        Picture small = new Picture(half.height(), half.width(),
            new float[][] {half.plane(0), half.plane(1), half.plane(2)});
        Result result = solved(small, false, watcher, progress);
        float[][] clean = result.clean();
        FloatImage enlarged = Resize.cornersAligned(FloatImage.of(small.width(), small.height(), ValueRange.UNIT,
            clean[0], clean[1], clean[2], result.transmission()), padded.width(), padded.height(), silent);
        return new Result(new float[][] {enlarged.plane(0), enlarged.plane(1), enlarged.plane(2)}, enlarged.plane(3));
    }

    private Result solved(Picture picture, boolean inTiles, DehazeWatcher watcher, Progress progress)
        throws HazeLabException {
        int steps = options.get(HazeFlowOptions.STEPS);
        Steps field = new Steps(picture, inTiles, steps, watcher, progress);
        return new HazeSolver(steps, options.get(HazeFlowOptions.SCHEDULE), field::map, field::estimate)
            .dehaze(picture.planes());
    }

    /** The steps of one picture, which know whether they go through in tiles, and how far the work is. */
    private final class Steps {

        private final Picture picture;
        private final int steps;
        private final DehazeWatcher watcher;
        private final Progress progress;
        private boolean inTiles;
        private int step;

        Steps(Picture picture, boolean inTiles, int steps, DehazeWatcher watcher, Progress progress) {
            this.picture = picture;
            this.steps = steps;
            this.watcher = watcher;
            this.progress = progress;
            this.inTiles = inTiles;
            if (!inTiles && !network.fits(picture.height(), picture.width())) {
                goThroughInTiles();
            }
        }

        private void goThroughInTiles() {
            inTiles = true;
            watcher.doubt(IN_TILES, picture.width() + " x " + picture.height() + " pixels in tiles of "
                + tile(shape, options));
        }

        private Progress part(double from, double to) {
            String words = steps == 1 ? "" : "Step " + (step + 1) + " of " + steps + ": ";
            return progress.part((step + from) / steps, (step + to) / steps, words);
        }

        float[] map(float[][] image) throws HazeLabException {
            return options.get(HazeFlowOptions.TRANSMISSION_MAP).of(picture.width(), picture.height(), image,
                part(0, PRIOR));
        }

        Estimate estimate(float[][] image, float[] t) throws HazeLabException {
            Progress part = part(PRIOR, 1);
            Estimate estimate = estimate(new Picture(picture.height(), picture.width(), image), t, part);
            step++;
            return estimate;
        }

        private Estimate estimate(Picture now, float[] t, Progress part) throws HazeLabException {
            if (!inTiles) {
                part.report(0, "network");
                try {
                    return network.whole(now, t, (step + PRIOR) / steps, part);
                } catch (DeviceMemoryException e) {
                    goThroughInTiles();
                }
            }
            return network.inTiles(now, t, watcher, part);
        }
    }

    /** What becomes of the results of an image, in its units and with its channels. */
    private static final class Finish {

        private final FloatImage hazy;
        private final boolean gray;
        private final Moments clean;
        private final Moments transmission;
        private final int count;

        Finish(FloatImage hazy, int count) {
            this.hazy = hazy;
            this.count = count;
            gray = hazy.channels() == 1;
            clean = new Moments(gray ? 1 : 3, hazy.pixels(), count > 1);
            transmission = new Moments(1, hazy.pixels(), false);
        }

        /** @return the clean planes in units of the image */
        float[][] add(float[][] colors, float[] t) {
            float[][] planes = gray ? new float[][] {luminance(colors)} : colors;
            for (float[] plane : planes) {
                for (int i = 0; i < plane.length; i++) {
                    plane[i] = hazy.range().denormalize(plane[i]);
                }
            }
            clean.add(planes);
            float[] cut = new float[t.length];
            for (int i = 0; i < t.length; i++) {
                cut[i] = Math.min(Math.max(t[i], 0), 1);
            }
            transmission.add(new float[][] {cut});
            return planes;
        }

        private static float[] luminance(float[][] colors) {
            float[] gray = new float[colors[0].length];
            for (int i = 0; i < gray.length; i++) {
                gray[i] = 0.299f * colors[0][i] + 0.587f * colors[1][i] + 0.114f * colors[2][i];
            }
            return gray;
        }

        FloatImage image(float[][] planes) {
            float[][] all = planes;
            if (Picture.hasAlpha(hazy)) {
                all = new float[][] {planes[0], planes[1], planes[2], hazy.plane(3)};
            }
            return FloatImage.of(hazy.width(), hazy.height(), hazy.range(), all);
        }

        DehazedImage result() {
            Map<Output, DehazedImage.Extra> extras = new LinkedHashMap<>();
            extras.put(HazeFlowMethod.TRANSMISSION, new DehazedImage.Extra(
                FloatImage.of(hazy.width(), hazy.height(), ValueRange.UNIT, transmission.mean())));
            if (count > 1) {
                extras.put(HazeFlowMethod.DEVIATION, new DehazedImage.Extra(deviation(clean.deviation())));
            }
            return new DehazedImage(image(clean.mean()), extras);
        }

        private FloatImage deviation(float[][] planes) {
            float max = 0;
            for (float[] plane : planes) {
                for (float value : plane) {
                    max = Math.max(max, value);
                }
            }
            return FloatImage.of(hazy.width(), hazy.height(),
                max > 0 && max <= Float.MAX_VALUE ? new ValueRange(0, max) : ValueRange.UNIT, planes);
        }
    }

    @Override
    public void close() {
        network.close();
    }
}
