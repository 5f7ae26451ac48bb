// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazesb.loss;

import java.util.List;
import java.util.stream.IntStream;

import org.hazelab.runtime.script.Code;
import org.hazelab.runtime.script.Value;

/**
 * PatchNCE (Park et al., "Contrastive Learning for Unpaired Image-to-Image Translation", ECCV 2020): at each of P
 * positions, the features of the generated image must be told from those of other positions to be those of the source
 * image at the same place. Other images of the batch are no negatives. The keys are detached.
 *
 * @param temperature what similarities are divided by, above 0; 0.07 as published
 */
public record PatchNceLoss(double temperature) {

    private static final double TEMPERATURE = 0.07;
    /** The similarity that stands for "no candidate": exp(-10 / 0.07) is nothing beside the others. */
    private static final double EXCLUDED = -10;
    private static final double EPSILON = 1e-7;
    private static final int INT64 = 4;
    private static final int BOOLEAN = 11;

    /** What makes features of the generator's maps, F. */
    @FunctionalInterface
    public interface Head {
        /**
         * Features.
         *
         * @param map the place of the map in the list, from 0
         * @param patches (batch, P, channels of the map)
         * @return (batch, P, width), of length 1, see {@link PatchNceLoss#directions}
         */
        Value of(int map, Value patches);
    }

    public PatchNceLoss {
        if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a temperature of " + temperature);
        }
    }

    /** With the published temperature. */
    public PatchNceLoss() {
        this(TEMPERATURE);
    }

    /**
     * The features of a map at some positions.
     *
     * @param map (batch, channels, rows, columns)
     * @param positions of {@link PatchPositions}, (P)
     * @return (batch, P, channels)
     */
    public static Value patches(Value map, Value positions) {
        return map.apply("flatten", 2).apply("index_select", 2, positions.apply("to", INT64)).transposed(1, 2);
    }

    /** Vectors along the last axis over their length + 1e-7. */
    public static Value directions(Value x) {
        Value vectors = x.full();
        return vectors.apply("div", vectors.apply("linalg_vector_norm", 2, new int[] {-1}, true).plus(EPSILON));
    }

    /**
     * The loss of one map.
     *
     * @param queries features of the generated image, (batch, P, width), of length 1
     * @param keys features of the source image, likewise
     */
    public Value of(Value queries, Value keys) {
        return atPositions(queries, keys).apply("mean", new int[] {1});
    }

    /** The loss of each position, (batch, P). */
    Value atPositions(Value queries, Value keys) {
        Value query = queries.full();
        Value key = keys.full().apply("detach");
        Value same = query.times(key).apply("sum", new int[] {2}, true);
        Value all = query.apply("bmm", key.transposed(1, 2));
        Value others = all.apply("masked_fill", diagonal(all), EXCLUDED);
        Code code = query.code();
        Value logits = code.call("torch.cat", code.list(same, others), 2).times(1 / temperature);
        return logits.apply("logsumexp", new int[] {2}).minus(logits.apply("select", 2, 0));
    }

    private static Value diagonal(Value square) {
        return square.code().call("torch.eye", square.code().call("torch.size", square, 1),
            Code.named("dtype", BOOLEAN), Code.named("device", square.code().call("ops.prim.device", square)));
    }

    /**
     * The mean of the losses of some maps.
     *
     * @param queryMaps of the generated image, each (batch, channels, rows, columns)
     * @param keyMaps of the source image, of the same shapes
     * @param positions (P) for each map
     */
    public Value of(List<Value> queryMaps, List<Value> keyMaps, List<Value> positions, Head head) {
        int maps = queryMaps.size();
        if (maps < 1 || keyMaps.size() != maps || positions.size() != maps) {
            throw new IllegalArgumentException(
                maps + " and " + keyMaps.size() + " maps with " + positions.size() + " sets of positions");
        }
        return IntStream.range(0, maps).mapToObj(map -> {
            Value place = positions.get(map);
            return of(head.of(map, patches(queryMaps.get(map), place)), head.of(map, patches(keyMaps.get(map), place)));
        }).reduce(Value::plus).orElseThrow().times(1.0 / maps);
    }

    /** Half the sum of the loss of hazy images and what was made of them, and of clear images and the same. */
    public static Value both(Value hazy, Value identity) {
        return hazy.plus(identity).times(0.5);
    }
}
