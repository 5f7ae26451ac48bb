// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazesb.loss;

import org.hazelab.runtime.script.Value;

/**
 * The loss by the learned prompt, L_p, which says "hazy": from the cosines between CLIP's features of the prompt and of
 * images.
 */
public enum PromptClipLoss {

    /** sigmoid(100 (cos(dehazed) - cos(hazy))), the published code: the share of the prompt that the dehazed takes. */
    SIGMOID {
        @Override
        public Value of(Value clean, Value hazy) {
            return clean.full().minus(hazy.full()).times(SCALE).apply("sigmoid");
        }
    },

    /**
     * The paper's cross entropies of "the hazy image is the hazy one" and "the dehazed image is not", which are equal:
     * -2 log(1 - sigmoid(cos(dehazed) - cos(hazy))), without the factor 100.
     */
    BCE {
        @Override
        public Value of(Value clean, Value hazy) {
            return hazy.full().minus(clean.full()).apply("log_sigmoid").times(-2.0);
        }
    };

    private static final double SCALE = 100;

    /**
     * The loss.
     *
     * @param clean the cosines of dehazed images, (batch)
     * @param hazy the cosines of the hazy images that they were made of, (batch)
     */
    public abstract Value of(Value clean, Value hazy);
}
