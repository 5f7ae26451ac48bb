// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazesb.loss;

import org.hazelab.runtime.tensor.FloatTensor;

/** The pictures of docs/goldens.md, "Pictures of the metrics", (1, 3, rows, columns) from -1 to 1. */
public final class GoldenPictures {

    private static final double[] AIRLIGHT = {220, 224, 230};

    private GoldenPictures() {
    }

    /** The clean one. */
    public static FloatTensor clean(int rows, int columns) {
        return picture(rows, columns, false);
    }

    /** The hazy one. */
    public static FloatTensor hazy(int rows, int columns) {
        return picture(rows, columns, true);
    }

    private static FloatTensor picture(int rows, int columns, boolean hazy) {
        FloatTensor picture = FloatTensor.zeros(1, 3, rows, columns);
        for (int c = 0; c < 3; c++) {
            for (int y = 0; y < rows; y++) {
                double t = hazy ? 0.35 + 0.5 * y / (rows - 1) : 1;
                for (int x = 0; x < columns; x++) {
                    double clean = Math.max(0, Math.min(255, Math.rint(colour(c, x, y))));
                    double level = Math.rint(clean * t + AIRLIGHT[c] * (1 - t));
                    picture.values()[(c * rows + y) * columns + x] = (float)(level / 127.5 - 1);
                }
            }
        }
        return picture;
    }

    private static double colour(int channel, int x, int y) {
        double turn = 2 * Math.PI;
        return switch (channel) {
            case 0 -> 127.5 + 80 * Math.sin(turn * (x / 37.0 + y / 91.0)) + 30 * Math.cos(turn * x * y / 5000);
            case 1 -> 127.5 + 70 * Math.cos(turn * (x / 53.0 - y / 29.0)) + 25 * Math.sin(turn * (x + 2 * y) / 11);
            default -> 100 + 60 * Math.sin(turn * y / 47) + 40 * Math.sin(turn * x / 17);
        };
    }
}
