// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow;

import java.util.HashSet;
import java.util.Set;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.HeapShortage;
import org.hazelab.imaging.ImageSize;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.DehazeOptions;
import org.hazelab.methods.DehazeWatcher;
import org.hazelab.methods.DehazedImage;
import org.hazelab.methods.ImageDehazer;
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
    /** Java's memory for a pixel of an image that is dehazed: planes of the image, the prior and the result. */
    private static final long HEAP_A_PIXEL = 100;
    /** The share of a step that the dark channel prior takes. */
    private static final double PRIOR = 0.1;
    private static final String IN_TILES = "the whole image did not fit the memory, so that it went through in tiles";
    private static final String HALF_IN_TILES = "half the size was still above the limit of large images, so that it "
        + "went through in tiles (to dehaze it whole, which takes more memory, raise the limit)";

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

    static int tile(DehazeOptions options) {
        return NetworkField.tile(options);
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
        Seen seen = new Seen(hazy.width(), hazy.height());
        long pixels = seen.inTiles ? network.pixelsInTiles(seen.height, seen.width) : (long)seen.height * seen.width;
        long units = (pixels + UNIT * UNIT - 1) / (UNIT * UNIT);
        return units * options.get(HazeFlowOptions.STEPS) * augmentations();
    }

    /** Of images that are seen whole as many as lanes and memory allow; tiles of one image occupy all lanes. */
    @Override
    public int atOnce(ImageSize size) {
        Seen seen = new Seen(size.width(), size.height());
        if (seen.inTiles || augmentations() > 1) {
            return 1;
        }
        long heap = Runtime.getRuntime().maxMemory() / 2 / (HEAP_A_PIXEL * size.width() * size.height());
        return (int)Math.max(1, Math.min(network.atOnce(seen.height, seen.width), heap));
    }

    /** What the network sees of an image, if the memory is enough. */
    private final class Seen {

        private final int height;
        private final int width;
        private final boolean inTiles;

        Seen(int imageWidth, int imageHeight) {
            long pixels = (long)up(imageHeight) * up(imageWidth);
            int divisor = halves(pixels) ? 2 : 1;
            height = up(imageHeight) / divisor;
            width = up(imageWidth) / divisor;
            inTiles = inTiles(pixels) || divisor > 1 && isLarge(pixels / divisor / divisor)
                || !network.fits(height, width);
        }
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
        HazyPlanes.require(hazy);
        int count = augmentations();
        CleanImage clean = new CleanImage(hazy, count);
        Doubts doubts = new Doubts(watcher);
        for (int sample = 0; sample < count; sample++) {
            String words = count == 1 ? "" : "Augmentation " + (sample + 1) + " of " + count + ": ";
            Progress part = progress.part(sample / (double)count, (sample + 1) / (double)count, words);
            Augmentation augmentation = Augmentation.of(options.seed(), number, sample);
            Result result = result(new HazyPlanes(hazy, augmentation, multiple()), doubts, part);
            float[][] planes = clean.add(result.clean(), result.transmission());
            if (watcher.wantsSamples()) {
                watcher.sample(sample, clean.image(planes));
            }
        }
        return clean.result();
    }

    private Result result(HazyPlanes hazy, Doubts doubts, Progress progress) throws HazeLabException {
        boolean half = halves(hazy.pixels());
        Picture picture = half ? hazy.half(progress.silent()) : hazy.whole();
        boolean inTiles = half ? isLarge(picture.pixels()) : inTiles(picture.pixels());
        if (half && inTiles) {
            doubts.tell(HALF_IN_TILES, tilesOf(picture));
        }
        Result result = solved(picture, inTiles, doubts, progress);
        // Plane by plane, so that those of the network's size can go.
        float[][] clean = result.clean();
        for (int c = 0; c < clean.length; c++) {
            clean[c] = hazy.clean(half ? hazy.enlarged(clean[c], progress.silent()) : clean[c]);
        }
        float[] t = result.transmission();
        return new Result(clean, hazy.transmission(half ? hazy.enlarged(t, progress.silent()) : t));
    }

    private String tilesOf(Picture picture) {
        return picture.width() + " x " + picture.height() + " pixels in tiles of " + tile(options);
    }

    private Result solved(Picture picture, boolean inTiles, Doubts doubts, Progress progress)
        throws HazeLabException {
        int steps = options.get(HazeFlowOptions.STEPS);
        Steps field = new Steps(picture, inTiles, steps, doubts, progress);
        return new HazeSolver(steps, options.get(HazeFlowOptions.SCHEDULE), field::map, field::estimate)
            .dehaze(picture.planes());
    }

    /** Tells each doubt once an image, however many augmentations it has. */
    private static final class Doubts {

        private final DehazeWatcher watcher;
        private final Set<String> told = new HashSet<>();

        Doubts(DehazeWatcher watcher) {
            this.watcher = watcher;
        }

        void tell(String kind, String detail) {
            if (told.add(kind)) {
                watcher.doubt(kind, detail);
            }
        }
    }

    /** The steps of one picture, which know whether they go through in tiles, and how far the work is. */
    private final class Steps {

        private final Picture picture;
        private final int steps;
        private final Doubts doubts;
        private final Progress progress;
        private boolean inTiles;
        private int step;

        Steps(Picture picture, boolean inTiles, int steps, Doubts doubts, Progress progress) {
            this.picture = picture;
            this.steps = steps;
            this.doubts = doubts;
            this.progress = progress;
            this.inTiles = inTiles;
            if (!inTiles && !network.fits(picture.height(), picture.width())) {
                goThroughInTiles();
            }
        }

        private void goThroughInTiles() {
            inTiles = true;
            doubts.tell(IN_TILES, tilesOf(picture));
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
            return network.inTiles(now, t, doubts.watcher, part);
        }
    }

    @Override
    public void close() {
        network.close();
    }
}
