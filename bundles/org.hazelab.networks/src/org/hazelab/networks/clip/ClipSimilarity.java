// SPDX-License-Identifier: Apache-2.0
package org.hazelab.networks.clip;

import org.hazelab.runtime.script.Value;

/** How well images fit a text, by the directions of their features. */
public final class ClipSimilarity {

    /** What CLIP multiplies cosines by. */
    public static final double SCALE = 100;

    private ClipSimilarity() {
    }

    /**
     * The cosine between each image and a text, times {@value #SCALE}: (batch).
     *
     * @param images (batch, features)
     * @param text (1, features) or (features)
     */
    public static Value logits(Value images, Value text) {
        return direction(images).times(direction(text)).apply("sum", new int[] {-1}).times(SCALE);
    }

    /** Features of length 1. */
    public static Value direction(Value features) {
        Value full = features.full();
        return full.apply("div", full.apply("linalg_vector_norm", 2, new int[] {-1}, true));
    }
}
