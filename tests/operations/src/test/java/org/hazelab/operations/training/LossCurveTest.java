// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;

import org.hazelab.methods.training.Round;
import org.hazelab.operations.plot.LinePlot;
import org.hazelab.operations.training.TrainMethod.HistoryLine;
import org.junit.jupiter.api.Test;

class LossCurveTest {

    private static HistoryLine line(String stage, int number, Map<String, Double> losses,
        Map<String, Double> validation) {
        return new HistoryLine(stage, new Round(number, losses, validation, true), 1);
    }

    private static List<String> names(LinePlot plot) {
        return plot.curves().stream().map(LinePlot.Curve::name).toList();
    }

    @Test
    void drawsBothLossesOverTheEpochs() {
        LinePlot plot = LossCurve.of(List.of(line("", 1, Map.of("loss", 2.0), Map.of("loss", 1.9)),
            line("", 2, Map.of("loss", 1.5), Map.of("loss", 1.6))));
        assertEquals(List.of("training", "validation"), names(plot));
        assertEquals(List.of(LinePlot.Point.of(1, 2), LinePlot.Point.of(2, 1.5)), plot.curves().get(0).points());
        assertEquals(LinePlot.Point.of(2, 1.6), plot.curves().get(1).points().get(1));
    }

    @Test
    void drawsOneCurveWithoutValidation() {
        assertEquals(1, LossCurve.of(List.of(line("", 1, Map.of("loss", 2.0), Map.of()))).curves().size());
    }

    /** Two stages of different losses. */
    @Test
    void drawsEachLossOverTheEpochsThatHaveIt() {
        LinePlot plot = LossCurve.of(List.of(line("first", 1, Map.of("flow", 2.0), Map.of()),
            line("second", 1, Map.of("critic", -1.0), Map.of()), line("second", 2, Map.of("critic", -2.0), Map.of())));
        assertEquals(List.of("training flow", "training critic"), names(plot));
        assertEquals(List.of(LinePlot.Point.of(1, 2)), plot.curves().get(0).points());
        assertEquals(List.of(LinePlot.Point.of(2, -1), LinePlot.Point.of(3, -2)), plot.curves().get(1).points());
    }
}
