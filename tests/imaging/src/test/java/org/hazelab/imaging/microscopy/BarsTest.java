// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.microscopy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.io.ImageFileReader;
import org.hazelab.imaging.task.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The hollow bars of flowdec (tests/data/README.md): truth, point spread function, and what a simulator made of them.
 * The three were shrunk to a quarter each on its own after the simulation, so that convolving the first with the second
 * gives the third only nearly.
 */
class BarsTest {

    private static final Path FOLDER = Path.of(System.getProperty("hazelab.root"), "tests", "data");

    private FloatImage blurred;

    @BeforeEach
    void convolve() throws HazeLabException {
        FloatImage kernel = read("kernel");
        double sum = 0;
        for (int z = 0; z < 32; z++) {
            for (float v : kernel.plane(z, 0)) {
                sum += v;
            }
        }
        blurred = Convolution.periodic(read("actual"), kernel, Progress.NONE);
        float[][] scaled = new float[32][64 * 64];
        for (int z = 0; z < 32; z++) {
            for (int i = 0; i < scaled[z].length; i++) {
                scaled[z][i] = (float)(blurred.plane(z, 0)[i] / sum);
            }
        }
        blurred = FloatImage.stack(64, 64, 1, ValueRange.UINT16, scaled);
    }

    private static FloatImage read(String name) throws HazeLabException {
        try (ImageFileReader reader = ImageFileReader.open(FOLDER.resolve("bars-25pct_" + name + ".tif"),
            ImageFileReader.Options.DEFAULT)) {
            return reader.readStack(Progress.NONE);
        }
    }

    /** Values of scipy 1.17: ifftn(fftn(truth) * fftn(kernel / sum)), the kernel's middle at (16, 32, 32). */
    @Test
    void convolvesAsScipyDoes() {
        assertEquals(0, blurred.plane(0, 0)[0], 1e-3);
        assertEquals(1530.3090837448196, blurred.plane(11, 0)[24 * 64 + 30], 1e-3);
        assertEquals(1849.8486882829625, blurred.plane(16, 0)[32 * 64 + 32], 1e-3);
        assertEquals(0, blurred.plane(31, 0)[63 * 64 + 5], 1e-3);
        assertEquals(105.42546867475582, blurred.plane(20, 0)[10 * 64 + 50], 1e-3);
    }

    /** Best factor 23.93, difference 18.71 % of the standard deviation: measured, not a claim of the data's makers. */
    @Test
    void differsFromTheDataAsMeasured() throws HazeLabException {
        FloatImage data = read("data");
        double product = 0;
        double square = 0;
        double sum = 0;
        double squares = 0;
        for (int z = 0; z < 32; z++) {
            for (int i = 0; i < 64 * 64; i++) {
                double ours = blurred.plane(z, 0)[i];
                double theirs = data.plane(z, 0)[i];
                product += ours * theirs;
                square += ours * ours;
                sum += theirs;
                squares += theirs * theirs;
            }
        }
        double count = 32 * 64 * 64;
        double factor = product / square;
        assertEquals(23.9336, factor, 1e-4);
        double difference = (squares - factor * product) / count;
        double variance = squares / count - sum / count * (sum / count);
        assertEquals(0.18711, Math.sqrt(difference / variance), 1e-5);
    }
}
