// SPDX-License-Identifier: Apache-2.0
package org.hazelab.networks.lpips;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.networks.Features;
import org.hazelab.networks.weights.PartWeights;
import org.hazelab.networks.weights.WeightsFolder;
import org.hazelab.runtime.script.Initializer;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.script.Scope;
import org.hazelab.runtime.script.Value;
import org.hazelab.runtime.script.layers.Conv2d;

/**
 * LPIPS, version 0.1: how different two images look, by the features of a network that was trained to classify (R.
 * Zhang, P. Isola, A. A. Efros, E. Shechtman, O. Wang, "The Unreasonable Effectiveness of Deep Features as a Perceptual
 * Metric", CVPR 2018). 0 for equal images, no upper bound, symmetric.
 *
 * <p>A part of any network: declared at a place of its own, frozen, called in the network's methods as a loss, whose
 * gradient goes to either image, or alone as a metric. Images are (batch, 3, rows, columns), red, green and blue from
 * -1 to 1, not clipped, with sides of at least {@value #SMALLEST_SIDE} pixels.
 *
 * <p>The weights of the classifier are read by {@link #open}. A network that is written without them yields NaN.
 */
public final class Lpips {

    /** Below it, the last features are those of hardly more than the border. */
    public static final int SMALLEST_SIDE = 64;

    private static final double EPSILON = 1e-10;
    private static final float[] SHIFT = {-.030f, -.088f, -.188f};
    private static final float[] SCALE = {.458f, .448f, .450f};
    private static final String NET = "net";

    private final LpipsNet net;
    private final String path;
    private final Parameter shift;
    private final Parameter scale;
    private final Features features;
    private final List<Conv2d> heads = new ArrayList<>();

    private Lpips(Scope at, LpipsNet net) {
        this.net = net;
        path = at.path();
        Scope scaling = at.frozen().at("scaling_layer");
        shift = scaling.parameter("shift", constant(SHIFT), 1, SHIFT.length, 1, 1);
        scale = scaling.parameter("scale", constant(SCALE), 1, SCALE.length, 1, 1);
        features = net.features(at.frozen().at(NET));
        for (float[] head : net.heads()) {
            Scope place = at.frozen().at("lin" + heads.size()).at("model.1");
            heads.add(new Conv2d(place.parameter("weight", constant(head), 1, head.length, 1, 1), Optional.empty(), 1,
                0, 1));
        }
    }

    /**
     * Declares it. The names of its parameters are those of the authors' package, except that the features have
     * torchvision's below {@code net}.
     */
    public static Lpips of(Scope at, LpipsNet net) {
        return new Lpips(at, net);
    }

    private static Initializer constant(float[] numbers) {
        return (values, random) -> System.arraycopy(numbers, 0, values, 0, numbers.length);
    }

    /**
     * Opens the weights.
     *
     * @return gives all parameters that were declared here
     * @throws HazeLabException if the file of the classifier's weights is missing or not the published one
     */
    public PartWeights open(WeightsFolder folder, Progress progress) throws HazeLabException {
        return new PartWeights(path, path + NET + ".", folder.open(net.weights(), progress), progress);
    }

    /** The distances of each image of a batch to its partner, (batch). */
    public Value distances(Value x, Value y) {
        Value sum = null;
        for (Value map : maps(x, y)) {
            Value mean = map.apply("mean", new int[] {1, 2, 3});
            sum = sum == null ? mean : sum.plus(mean);
        }
        return Objects.requireNonNull(sum);
    }

    /** The mean of the {@link #distances}, as a loss. */
    public Value loss(Value x, Value y) {
        return distances(x, y).mean();
    }

    /**
     * Where the images differ, behind each layer that is compared: (batch, 1, rows', columns') with fewer and fewer
     * pixels. The distance is the sum of the means of these maps.
     */
    public List<Value> maps(Value x, Value y) {
        List<Value> maps = new ArrayList<>();
        Value left = x;
        Value right = y;
        for (int k = 0; k < heads.size(); k++) {
            List<Value> stage = stage(k, left, right);
            left = stage.get(0);
            right = stage.get(1);
            maps.add(stage.get(2));
        }
        return maps;
    }

    /** How many layers are compared, and so how many {@link #stage}s there are. */
    public int stages() {
        return heads.size();
    }

    /**
     * The way to one of the layers that are compared, for callers who do one piece after the other.
     *
     * @param k the layer, from 0
     * @param x for layer 0 an image, else the features of the layer before
     * @param y as x
     * @return the features of x and of y, and their map
     */
    public List<Value> stage(int k, Value x, Value y) {
        int from = k == 0 ? 0 : net.taps().get(k - 1) + 1;
        int to = net.taps().get(k) + 1;
        Value left = features.through(from, to, k == 0 ? scaled(x) : x);
        Value right = features.through(from, to, k == 0 ? scaled(y) : y);
        return List.of(left, right, heads.get(k).of(squaredDifference(directions(left), directions(right))));
    }

    private Value scaled(Value image) {
        return image.minus(shift).apply("div", scale);
    }

    /** The features of a pixel over their length; where all are 0 behind ReLU, they stay 0. */
    private static Value directions(Value x) {
        return x.apply("div", x.apply("linalg_vector_norm", 2, new int[] {1}, true).plus(EPSILON));
    }

    private static Value squaredDifference(Value x, Value y) {
        return x.code().gradients() ? x.minus(y).apply("square") : x.apply("sub_", y).apply("square_");
    }
}
