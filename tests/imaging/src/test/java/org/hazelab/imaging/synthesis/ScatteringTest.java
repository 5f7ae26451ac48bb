// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.synthesis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.task.Progress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScatteringTest {

    /**
     * Origin: numpy 2.4.6 in double precision, t = exp(-2 d (beta + mixing * m)) and J t + A (1 - t) for (J, A) =
     * (0.1, 0.9), (0.8, 1.8), (1, 0.25), rounded to float32.
     */
    @ParameterizedTest
    @CsvSource({"0, 1.3, 0.7, 0.5, 1.0, 0.10000000149011612, 0.800000011920929, 1.0",
        "0.25, 0.2, 0.5, 1, 0.7046880722045898, 0.33624953031539917, 1.0953118801116943, 0.7785160541534424",
        "0.5, 1.0, 0.75, 0.4, 0.27253180742263794, 0.6819745898246765, 1.527468204498291, 0.45439884066581726",
        "1, 2.8, 1, 1, 0.0005004514241591096, 0.8995996117591858, 1.79949951171875, 0.25037533044815063",
        "0.8, 0.3, 0, 0.9, 0.6187834143638611, 0.4049732983112335, 1.1812165975570679, 0.7140875458717346"})
    void agreesWithNumPy(float depth, double beta, double mixing, float density, float transmission, float first,
        float second, float third) {
        FloatImage t = Scattering.transmission(Pictures.flat(1, 1, 1, depth), Pictures.flat(1, 1, 1, density), 2, beta,
            mixing, Progress.NONE);
        // a few units in the last place: depth and density are floats here, doubles there
        assertEquals(transmission, t.plane(0)[0], 2e-7 * transmission);
        double[][] pairs = {{0.1, 0.9, first}, {0.8, 1.8, second}, {1, 0.25, third}};
        for (double[] pair : pairs) {
            FloatImage clean = Pictures.flat(1, 1, 1, (float)pair[0]);
            FloatImage hazy = Scattering.hazy(clean, t, new double[] {pair[1]}, Progress.NONE);
            assertEquals(pair[2], hazy.plane(0)[0], 3e-7 * pair[2]);
        }
    }
}
