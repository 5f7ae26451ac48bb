// SPDX-License-Identifier: Apache-2.0
package org.hazelab.networks.clip;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.tensor.FloatTensor;

/** The weights and images of tests/data/clip_goldens.py: a hash of a tensor's name and of the place in it. */
final class ClipFormula {

    /** A CLIP of the least width with two heads. */
    static final ClipShape TINY = new ClipShape(new ClipShape.Tower(128, 3, 4, 8, 48),
        new ClipShape.Tower(128, 2, 24, 400, 48));
    /** Where the prompt ends. */
    static final int END = 17;

    private ClipFormula() {
    }

    /** All tensors of a file under OpenAI's names. */
    static Map<String, FloatTensor> file(ClipShape shape) {
        Network network = new Network("Clip");
        ClipImage.of(network.root(), shape);
        ClipText.of(network.root(), shape);
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        for (Parameter parameter : network.parameters()) {
            if (!parameter.name().startsWith("input.")) {
                tensors.put(parameter.name(), weight(parameter.name(), parameter.shape()));
            }
        }
        String tokens = "token_embedding.weight";
        tensors.put(tokens, weight(tokens, shape.text().units(), shape.text().width()));
        return tensors;
    }

    /** The tokens of the prompt. */
    static int[] tokens(ClipShape shape) {
        int[] ids = new int[shape.text().length()];
        ids[0] = shape.text().units() - 2;
        for (int i = 1; i < END; i++) {
            ids[i] = 343;
        }
        ids[END] = shape.text().units() - 1;
        return ids;
    }

    private static FloatTensor weight(String name, int... shape) {
        CRC32 crc = new CRC32();
        crc.update(name.getBytes(StandardCharsets.US_ASCII));
        double offset = 0;
        double scale = 0.4;
        if (shape.length == 1) {
            offset = ("." + name).contains(".ln_") && name.endsWith("weight") ? 1 : 0;
        } else if (name.contains("embedding")) {
            scale = name.contains("positional") ? 1 : 0.1;
        } else {
            boolean projects = name.endsWith("proj") || name.endsWith("projection");
            scale = Math.sqrt(12.0 / (projects ? shape[0] : FloatTensor.size(shape) / shape[0]));
        }
        return uniform((int)crc.getValue(), scale, offset, shape);
    }

    /** Values from 0 to 1. */
    static FloatTensor picture(int seed, int... shape) {
        return uniform(seed, 1, 0.5, shape);
    }

    private static FloatTensor uniform(int seed, double scale, double offset, int... shape) {
        FloatTensor tensor = FloatTensor.zeros(shape);
        for (int i = 0; i < tensor.values().length; i++) {
            int x = i * (int)2654435761L + seed;
            x ^= x >>> 16;
            x *= 0x85EBCA6B;
            x ^= x >>> 13;
            x *= 0xC2B2AE35;
            x ^= x >>> 16;
            tensor.values()[i] = (float)(offset + scale * (Integer.toUnsignedLong(x) / 4294967296.0 - 0.5));
        }
        return tensor;
    }
}
