// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.unet;

import java.util.List;

import org.hazelab.runtime.script.Value;

/** A part of a U-Net that turns an image into another one, told the embedded time. */
@FunctionalInterface
interface Step {

    /**
     * @param x (batch, channels, rows, columns)
     * @param time the embedded time after SiLU, (batch, embedding)
     */
    Value of(Value x, Value time);

    /** Several steps one after the other. */
    static Step sequence(List<Step> steps) {
        return (x, time) -> {
            Value h = x;
            for (Step step : steps) {
                h = step.of(h, time);
            }
            return h;
        };
    }
}
