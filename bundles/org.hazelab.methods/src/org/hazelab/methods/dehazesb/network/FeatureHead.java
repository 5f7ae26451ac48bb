// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazesb.network;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.hazelab.runtime.script.Code;
import org.hazelab.runtime.script.Scope;
import org.hazelab.runtime.script.Value;
import org.hazelab.runtime.script.layers.Linear;

/**
 * The heads of the contrastive loss: for each map of {@link Generator#maps} two linear maps with a ReLU between them,
 * which make a vector of length 1 of a pixel's channels.
 */
public final class FeatureHead {

    private static final double LEAST = 1e-7;

    private final Map<Integer, Head> heads = new TreeMap<>();

    private record Head(Linear first, Linear second) {
    }

    /**
     * Declares the parameters below a scope, under the names of the authors' checkpoint.
     *
     * @param channels of all maps, as {@link GeneratorShape#mapChannels} says
     * @param width numbers of a vector
     * @param maps the numbers of the maps that have a head
     */
    public FeatureHead(Scope root, List<Integer> channels, int width, List<Integer> maps) {
        for (int map : maps.stream().sorted().toList()) {
            Scope at = root.at("mlp_" + map);
            heads.put(map,
                new Head(Layers.linear(at.at(0), channels.get(map), width), Layers.linear(at.at(2), width, width)));
        }
    }

    /**
     * The vectors of some pixels.
     *
     * @param map the map's number
     * @param features (batch, channels, rows, columns)
     * @param places (pixels): row times columns plus column, whole numbers as 64-bit integers; the same for each image
     * @return (batch, pixels, width)
     */
    public Value of(int map, Value features, Value places) {
        Head head = heads.get(map);
        if (head == null) {
            throw new IllegalArgumentException("No head for map " + map + " among " + heads.keySet());
        }
        Value pixels = features.apply("flatten", 2).apply("index_select", 2, places).transposed(1, 2);
        Value x = head.second().of(Layers.reluInto(head.first().of(pixels)));
        Code code = x.code();
        Value length = code.call("torch.sqrt", code.call("torch.sum", x.times(x), new int[] {2}, true));
        return x.apply("div", length.plus(LEAST));
    }
}
