// SPDX-License-Identifier: Apache-2.0
package org.hazelab.networks.lpips;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

import org.hazelab.networks.AlexNet;
import org.hazelab.networks.Features;
import org.hazelab.networks.SqueezeNet;
import org.hazelab.networks.Vgg16;
import org.hazelab.networks.weights.ForeignWeights;
import org.hazelab.runtime.script.Scope;

/** The networks whose features LPIPS compares. Their scores differ: say which one it was. */
public enum LpipsNet {

    /** What the authors recommend as a metric, and what is usually reported. */
    ALEX("alex", "AlexNet", AlexNet::features, AlexNet.WEIGHTS, new int[] {1, 4, 7, 9, 11},
        new int[] {4, 8, 16, 16, 16}),
    /** What is usually taken as a loss. */
    VGG("vgg", "VGG16", Vgg16::features, Vgg16.WEIGHTS, new int[] {3, 8, 15, 22, 29}, new int[] {1, 2, 4, 8, 16}),
    /** The smallest. */
    SQUEEZE("squeeze", "SqueezeNet 1.1", SqueezeNet::features, SqueezeNet.WEIGHTS,
        new int[] {1, 4, 7, 9, 10, 11, 12}, new int[] {2, 4, 8, 16, 16, 16, 16});

    /** The largest of the strides of all nets; they all divide it. */
    public static final int LARGEST_STRIDE = 16;
    /**
     * How far a pixel of a map looks, seen from the pixel of the image that its index times its stride is: up to 90
     * pixels back and 118 pixels forward.
     */
    public static final int REACH = 118;

    private final String id;
    private final String title;
    private final Function<Scope, Features> features;
    private final ForeignWeights weights;
    private final int[] taps;
    private final int[] strides;

    LpipsNet(String id, String title, Function<Scope, Features> features, ForeignWeights weights, int[] taps,
        int[] strides) {
        this.id = id;
        this.title = title;
        this.features = features;
        this.weights = weights;
        this.taps = taps;
        this.strides = strides;
    }

    /** What the authors' package calls it: {@code alex}, {@code vgg} or {@code squeeze}. */
    public String id() {
        return id;
    }

    /** What a reader calls it. */
    public String title() {
        return title;
    }

    /** The weights that a user has to bring; those of LPIPS itself are part of HazeLab. */
    public ForeignWeights weights() {
        return weights;
    }

    /** The layers behind which features are compared, by torchvision's numbers. */
    List<Integer> taps() {
        return Arrays.stream(taps).boxed().toList();
    }

    /**
     * How many pixels of the image lie between two of each map: an image that begins a multiple of
     * {@value #LARGEST_STRIDE} pixels later has the same maps from there on, but near its border.
     */
    public List<Integer> strides() {
        return Arrays.stream(strides).boxed().toList();
    }

    Features features(Scope at) {
        return features.apply(at);
    }

    /** The published weights of the channels, version 0.1: a row for each tap. */
    float[][] heads() {
        try (InputStream in = LpipsNet.class.getResourceAsStream(id + ".txt");
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            return reader.lines().filter(line -> !line.startsWith("#")).map(LpipsNet::numbers).toArray(float[][]::new);
        } catch (IOException e) {
            throw new UncheckedIOException("The bundle does not hold " + id + ".txt", e);
        }
    }

    private static float[] numbers(String line) {
        String[] words = line.split(" ");
        float[] numbers = new float[words.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Float.parseFloat(words[i]);
        }
        return numbers;
    }
}
