// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalDouble;

import org.hazelab.operations.training.TrainHazeMatching.HistoryLine;
import org.hazelab.operations.plot.LinePlot;
import org.junit.jupiter.api.Test;

class LossCurveTest {

    @Test
    void drawsBothLossesOverTheEpochs() {
        LinePlot plot = LossCurve.of(List.of(new HistoryLine(1, 2, OptionalDouble.of(1.9), 1, true),
            new HistoryLine(2, 1.5, OptionalDouble.of(1.6), 1, true)));
        assertEquals(List.of("training", "validation"), plot.curves().stream().map(LinePlot.Curve::name).toList());
        assertEquals(List.of(LinePlot.Point.of(1, 2), LinePlot.Point.of(2, 1.5)), plot.curves().get(0).points());
        assertEquals(LinePlot.Point.of(2, 1.6), plot.curves().get(1).points().get(1));
    }

    @Test
    void drawsOneCurveWithoutValidation() {
        assertEquals(1, LossCurve.of(List.of(new HistoryLine(1, 2, OptionalDouble.empty(), 1, true))).curves().size());
    }
}
