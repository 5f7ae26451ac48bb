// SPDX-License-Identifier: Apache-2.0
package org.hazelab.benchmarks;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.ValueRange;

/**
 * A clean picture made by formula and the same in haze, 8 bits, red, green, blue; {@code metrics_peers.py} has both.
 */
record MetricPair(FloatImage image, FloatImage reference) {

    static MetricPair of(int width, int height) {
        FloatImage reference = FloatImage.zeros(width, height, 3, ValueRange.UINT8);
        FloatImage image = FloatImage.zeros(width, height, 3, ValueRange.UINT8);
        double[] airlight = {220, 224, 230};
        for (int i = 0; i < reference.pixels(); i++) {
            double t = 0.35 + 0.5 * (i / width) / (height - 1);
            double[] clean = clean(i % width, i / width);
            for (int c = 0; c < 3; c++) {
                double level = toByte(clean[c]);
                reference.plane(c)[i] = (float)level;
                image.plane(c)[i] = (float)toByte(level * t + airlight[c] * (1 - t));
            }
        }
        return new MetricPair(image, reference);
    }

    private static double[] clean(int x, int y) {
        double turn = 2 * Math.PI;
        return new double[] {
            127.5 + 80 * Math.sin(turn * (x / 37.0 + y / 91.0)) + 30 * Math.cos(turn * x * y / 5000),
            127.5 + 70 * Math.cos(turn * (x / 53.0 - y / 29.0)) + 25 * Math.sin(turn * (x + 2 * y) / 11),
            100 + 60 * Math.sin(turn * y / 47) + 40 * Math.sin(turn * x / 17)};
    }

    private static double toByte(double value) {
        return Math.max(0, Math.min(255, Math.rint(value)));
    }
}
