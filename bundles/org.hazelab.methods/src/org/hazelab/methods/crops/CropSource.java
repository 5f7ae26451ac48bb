// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.crops;

import java.util.ArrayList;
import java.util.List;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.methods.training.BatchSource;
import org.hazelab.runtime.DeviceTensor;
import org.hazelab.runtime.tensor.FloatTensor;

/**
 * Batches of random crops, for training or validation. Each round and each crop has random numbers of its own, so that
 * a training that goes on from a checkpoint draws what it would have drawn without stopping.
 *
 * <p>They come in the order of {@link CropOrder}; those of validation are not transformed.
 */
public final class CropSource implements BatchSource<CropBatch> {

    /** The lowest purpose of random numbers that a method may draw beside those of the crops, see {@link #stream}. */
    public static final int OWN_PURPOSES = 2;

    private static final int CROP = 1;

    /**
     * How crops are drawn.
     *
     * @param side rows and columns of a crop
     * @param perRow crops of each row in a round
     * @param batch crops of a batch
     * @param transform what happens to a crop in training
     * @param seed any number
     */
    public record Settings(int side, int perRow, int batch, CropTransform transform, long seed) {

        public Settings {
            if (side < 1 || perRow < 1 || batch < 1) {
                throw new IllegalArgumentException("side " + side + ", " + perRow + " crops, batch " + batch);
            }
        }

        /**
         * Whether so many crops make one batch: their pixels are one tensor.
         *
         * @param planes of an image
         * @throws HazeLabException if they do not, with what fits
         */
        public static void checkBatch(int size, int planes, int side) throws HazeLabException {
            int most = DeviceTensor.fitting(planes, side, side);
            if (most < size) {
                throw new HazeLabException("A batch of " + size + " crops of " + side + " x " + side
                    + " pixels has more pixels than one tensor can have",
                    most == 0 ? "Choose smaller crops"
                        : "Choose a batch size of at most " + most + ", or smaller crops");
            }
        }
    }

    private final ImageSet images;
    private final int imagesOfRow;
    private final Settings settings;
    /** Training and validation draw differently. */
    private final boolean validation;
    private final CropOrder order;

    /**
     * @param imagesOfRow how many images each row has
     * @throws HazeLabException if an image is smaller than a crop, or a round or a batch has more than can be counted
     */
    public CropSource(ImageSet images, int imagesOfRow, Settings settings, boolean validation)
        throws HazeLabException {
        this.images = images;
        this.imagesOfRow = imagesOfRow;
        this.settings = settings;
        this.validation = validation;
        for (int row = 0; row < images.count(); row++) {
            checkSize(row);
        }
        order = new CropOrder(images.count(), settings.perRow(), settings.batch(), settings.seed(), validation);
        for (int image = 0; image < imagesOfRow; image++) {
            Settings.checkBatch(order.largestBatch(), images.planes(image), settings.side());
        }
    }

    private String kind() {
        return validation ? "validation" : "training";
    }

    private void checkSize(int row) throws HazeLabException {
        int side = settings.side();
        if (Math.min(images.height(row), images.width(row)) < side) {
            throw new HazeLabException("Image " + (row + 1) + " of the " + kind() + " has " + images.width(row) + " x "
                + images.height(row) + " pixels, less than the crops of " + side + " x " + side,
                "Choose smaller crops or leave the image out");
        }
    }

    /** The crops of a round. */
    public int crops() {
        return order.crops();
    }

    @Override
    public int batches() {
        return order.batches();
    }

    @Override
    public CropBatch batch(int round, int index) throws HazeLabException {
        int[] numbers = order.batch(round, index);
        int count = numbers.length;
        List<FloatTensor> tensors = new ArrayList<>();
        for (int image = 0; image < imagesOfRow; image++) {
            tensors.add(FloatTensor.zeros(count, images.planes(image), settings.side(), settings.side()));
        }
        List<String> names = new ArrayList<>();
        for (int item = 0; item < count; item++) {
            int row = order.row(numbers[item]);
            names.add(images.name(row) + " of the " + kind() + " images");
            float[][][] planes = cut(row, stream(validation ? 0 : round, CROP, numbers[item]));
            for (int image = 0; image < imagesOfRow; image++) {
                put(planes[image], tensors.get(image), item);
            }
        }
        return new CropBatch(List.copyOf(tensors), numbers, List.copyOf(names));
    }

    /** Draws a place, and copies there from the images of a row. */
    private float[][][] cut(int row, RandomStream random) throws HazeLabException {
        int side = settings.side();
        int top = random.nextInt(images.height(row) - side + 1);
        int left = random.nextInt(images.width(row) - side + 1);
        ImageSet.Area area = new ImageSet.Area(top, left, side, side);
        float[][][] planes = new float[imagesOfRow][][];
        for (int image = 0; image < imagesOfRow; image++) {
            planes[image] = new float[images.planes(image)][side * side];
            images.read(row, image, area, planes[image]);
        }
        if (!validation) {
            settings.transform().apply(planes, side, random);
        }
        return planes;
    }

    private static void put(float[][] planes, FloatTensor tensor, int item) {
        int length = planes[0].length;
        for (int plane = 0; plane < planes.length; plane++) {
            System.arraycopy(planes[plane], 0, tensor.values(), (item * planes.length + plane) * length, length);
        }
    }

    /**
     * Random numbers that are the same whenever they are drawn.
     *
     * @param round of the training; 0 for what shall be the same in every round
     * @param purpose from {@link #OWN_PURPOSES} on, one for each kind of numbers that a method draws
     * @param crop its number in the round, see {@link CropBatch#crops}
     */
    public RandomStream stream(int round, int purpose, int crop) {
        return order.stream(round, purpose, crop);
    }
}
