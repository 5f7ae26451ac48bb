// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

/**
 * How images become the numbers that a network was trained on: (x - mean) / std, with constants for all clean (target)
 * and all hazy (input) images of a data set. Nothing is clipped.
 *
 * @param targetMean in units of the clean images
 * @param targetStd above 0
 * @param inputMean in units of the hazy images
 * @param inputStd above 0
 */
public record Normalization(double targetMean, double targetStd, double inputMean, double inputStd) {

    public Normalization {
        if (!(targetStd > 0 && inputStd > 0) || !Double.isFinite(targetMean + targetStd + inputMean + inputStd)) {
            throw new IllegalArgumentException("means " + targetMean + ", " + inputMean + ", deviations " + targetStd
                + ", " + inputStd);
        }
    }

    /** The constants of the authors' data sets. */
    public enum Preset {
        ZEBRAFISH_CH0(87.74069, 51.070114, 176.03, 39.342876),
        ZEBRAFISH_CH1(53.154064, 30.28169, 155.55043, 23.21549),
        ZEBRAFISH_CH2(62.870373, 32.791805, 162.67065, 27.638577),
        ORGANOIDS1(493.80344, 311.96014, 1325.1595, 155.96614),
        ORGANOIDS2(2480.7273, 2576.4062, 7911.6943, 6652.056),
        MICROTUBULE(50.924667, 31.688, 145.08662, 27.819897),
        NEURON(37881.363, 116733.914, 101.10135, 2.7681978);

        private final Normalization normalization;

        Preset(double targetMean, double targetStd, double inputMean, double inputStd) {
            normalization = new Normalization(targetMean, targetStd, inputMean, inputStd);
        }

        /** The constants. */
        public Normalization normalization() {
            return normalization;
        }
    }

    /** A hazy image's value for the network. */
    public float input(float value) {
        return (float)((value - inputMean) / inputStd);
    }

    /** A clean image's value for the network. */
    public float target(float value) {
        return (float)((value - targetMean) / targetStd);
    }

    /** The clean image's value of a network's result. */
    public float clean(double value) {
        return (float)(value * targetStd + targetMean);
    }

    /** The deviation in units of the clean image of a deviation of the network's results. */
    public float deviation(double value) {
        return (float)(value * targetStd);
    }
}
