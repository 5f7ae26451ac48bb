// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics;

import java.util.Random;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.ValueRange;
import org.hazelab.metrics.image.DataRange;

/** A program that prints the bits of every metric's score of some images. */
final class MetricsDigest {

    private MetricsDigest() {
    }

    public static void main(String[] args) {
        System.out.println(digest());
    }

    static String digest() {
        StringBuilder scores = new StringBuilder();
        FloatImage reference = texture(311, 262);
        FloatImage image = Pictures.noisy(Pictures.affine(reference, 0.5, 90).withRange(ValueRange.UINT8), 12, 2);
        for (Metric metric : MetricCatalog.builtIn().metrics()) {
            Score score = Scores.score(metric, image, reference, new DataRange.Declared());
            scores.append(metric.info().id()).append(' ').append(Double.toHexString(score.value())).append(' ')
                .append(score.reason()).append('\n');
        }
        return scores.toString().strip();
    }

    /** Blocks of random colours with noise: no function of the mathematics library. */
    private static FloatImage texture(int width, int height) {
        Random random = new Random(8);
        int[][] blocks = new int[3][width * height / 49 + width + height];
        FloatImage image = FloatImage.zeros(width, height, 3, ValueRange.UINT8);
        for (int c = 0; c < 3; c++) {
            for (int b = 0; b < blocks[c].length; b++) {
                blocks[c][b] = random.nextInt(200);
            }
            for (int i = 0; i < image.pixels(); i++) {
                int block = i / width / 7 * (width / 7) + i % width / 7;
                image.plane(c)[i] = blocks[c][block] + random.nextInt(50);
            }
        }
        return image;
    }
}
