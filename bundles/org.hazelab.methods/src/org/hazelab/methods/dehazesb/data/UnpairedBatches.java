// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazesb.data;

import java.util.ArrayList;
import java.util.List;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.haze.DarkChannelPrior;
import org.hazelab.imaging.haze.DcpSettings;
import org.hazelab.imaging.haze.HazeEstimate;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.synthesis.CropSynthesizer;
import org.hazelab.imaging.synthesis.HazeDraw.CropDraw;
import org.hazelab.imaging.synthesis.recipe.HazeRecipe;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.crops.BatchPieces;
import org.hazelab.methods.crops.CropOrder;
import org.hazelab.methods.crops.CropSource;
import org.hazelab.methods.crops.ImageSet;
import org.hazelab.methods.crops.RowPixels;
import org.hazelab.methods.training.BatchSource;
import org.hazelab.runtime.tensor.FloatTensor;

/**
 * Batches of hazy images, other hazy images and clear ones, each kind shuffled on its own. A batch depends on its round
 * and index, the settings and the images alone. Memory: a batch, and for each thread at most 16 times the pixels of a
 * square.
 */
public final class UnpairedBatches implements BatchSource<UnpairedBatch> {

    private static final int CHANNELS = 3;
    private static final int PLACE = CropSource.OWN_PURPOSES;
    private static final double FLIP = 0.5;
    /** As published, but cut to [0, 1], which only an airlight darker than the image makes it leave by much. */
    private static final DcpSettings DARK_CHANNEL = clipped(DcpSettings.dehazeSb());

    private final UnpairedSettings settings;
    private final Kind hazy;
    private final Kind otherHazy;
    private final Kind clear;

    /**
     * Images of a kind in an order of their own.
     *
     * @param word for messages
     */
    private record Kind(ImageSet images, CropOrder order, String word) {

        String name(int row) {
            return images.name(row) + " of the " + word + " images";
        }
    }

    /**
     * @param hazy rows of a hazy image in [0, 1], at least one
     * @param clear rows of a clear image in [0, 1], at least one
     * @throws HazeLabException if a round has more squares than can be counted, or a batch more pixels than a tensor
     */
    public UnpairedBatches(ImageSet hazy, ImageSet clear, UnpairedSettings settings) throws HazeLabException {
        CropSource.Settings.checkBatch(settings.batch(), CHANNELS, settings.side());
        this.settings = settings;
        this.hazy = kind(hazy, "hazy", 0);
        otherHazy = kind(hazy, "hazy", 1);
        this.clear = kind(clear, "clear", 2);
    }

    private Kind kind(ImageSet images, String word, int number) throws HazeLabException {
        long wanted = (long)settings.batches() * settings.batch();
        // too many are refused by the order
        int perRow = (int)Math.min(Integer.MAX_VALUE, (wanted + images.count() - 1) / images.count());
        long seed = RandomStream.of(settings.seed(), number).nextLong();
        return new Kind(images, new CropOrder(images.count(), perRow, settings.batch(), seed, false), word);
    }

    private static DcpSettings clipped(DcpSettings s) {
        return new DcpSettings(s.patch(), s.omega(), s.airlight(), s.refinement(), s.guidedFilter(), true);
    }

    @Override
    public int batches() {
        return settings.batches();
    }

    @Override
    public UnpairedBatch batch(int round, int index) throws HazeLabException {
        int count = settings.batch();
        int side = settings.side();
        FloatTensor[] images = new FloatTensor[CHANNELS];
        for (int kind = 0; kind < images.length; kind++) {
            images[kind] = FloatTensor.zeros(count, CHANNELS, side, side);
        }
        FloatTensor transmission = FloatTensor.zeros(count, 1, side, side);
        FloatTensor airlight = FloatTensor.zeros(count, CHANNELS, 1, 1);
        List<Kind> kinds = List.of(hazy, otherHazy, clear);
        List<int[]> numbers = kinds.stream().map(kind -> kind.order().batch(round, index)).toList();
        BatchPieces.make(count * kinds.size(), settings.threads(), job -> {
            int item = job / kinds.size();
            int kind = job % kinds.size();
            FloatImage square = square(kinds.get(kind), round, numbers.get(kind)[item]);
            put(square, images[kind], item);
            if (kind == 0) {
                prior(square, transmission, airlight, item);
            }
        });
        List<List<String>> names = new ArrayList<>();
        for (int item = 0; item < count; item++) {
            List<String> three = new ArrayList<>();
            for (int kind = 0; kind < kinds.size(); kind++) {
                Kind of = kinds.get(kind);
                three.add(of.name(of.order().row(numbers.get(kind)[item])));
            }
            names.add(List.copyOf(three));
        }
        return new UnpairedBatch(images[0], images[1], images[2], transmission, airlight, names);
    }

    private FloatImage square(Kind kind, int round, int crop) throws HazeLabException {
        int row = kind.order().row(crop);
        int side = settings.side();
        if (settings.framing() == Framing.WHOLE) {
            return TriangleResize.square(kind.images(), row, 0, side);
        }
        int width = kind.images().width(row);
        int height = kind.images().height(row);
        CropDraw draw = CropDraw.of(new HazeRecipe.Crop(side, true, FLIP, false), width, height,
            kind.order().stream(round, PLACE, crop));
        CropSynthesizer.Pixels pixels = CropSynthesizer.Pixels.of(draw, width, height);
        FloatImage read = RowPixels.read(kind.images(), row, 0, CHANNELS, pixels.x().needed(), pixels.y().needed());
        return CropSynthesizer.flipped(pixels.resized(read, Progress.NONE), draw.flipped());
    }

    /** The transmission, and the airlight in the units of the images, by the square as it is. */
    private static void prior(FloatImage square, FloatTensor transmission, FloatTensor airlight, int item)
        throws HazeLabException {
        HazeEstimate estimate = DarkChannelPrior.estimate(square, DARK_CHANNEL, Progress.NONE);
        float[] plane = estimate.transmission().plane(0);
        System.arraycopy(plane, 0, transmission.values(), item * plane.length, plane.length);
        for (int c = 0; c < CHANNELS; c++) {
            airlight.values()[item * CHANNELS + c] = (float)(2 * estimate.airlight().channel(c) - 1);
        }
    }

    /** From [0, 1] to [-1, 1]; bicubic interpolation overshoots a little, and is cut. */
    private static void put(FloatImage square, FloatTensor target, int item) {
        int length = square.pixels();
        for (int c = 0; c < CHANNELS; c++) {
            float[] plane = square.plane(c);
            for (int i = 0; i < length; i++) {
                float value = plane[i];
                // comparisons that a number which is none passes through
                float cut = value < 0 ? 0 : value > 1 ? 1 : value;
                target.values()[(item * CHANNELS + c) * length + i] = 2 * cut - 1;
            }
        }
    }
}
