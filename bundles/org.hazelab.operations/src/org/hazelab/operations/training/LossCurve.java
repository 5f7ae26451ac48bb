// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.training;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

import org.hazelab.operations.training.TrainHazeMatching.HistoryLine;
import org.hazelab.operations.plot.LinePlot;

/** The diagram of how a training went: losses over epochs. */
public final class LossCurve {

    /** Beyond as many epochs, dots would hide the line. */
    private static final int MOST_DOTS = 40;

    private LossCurve() {
    }

    /** The losses of a training, and those of its validation if there was one. */
    public static LinePlot of(List<HistoryLine> history) {
        List<LinePlot.Curve> curves = new ArrayList<>();
        curves.add(curve("training", history, HistoryLine::training));
        if (history.stream().anyMatch(line -> line.validation().isPresent())) {
            curves.add(curve("validation", history, line -> line.validation().orElseThrow()));
        }
        return new LinePlot("", new LinePlot.Axis("epoch", false), new LinePlot.Axis("loss", true), curves, false);
    }

    private static LinePlot.Curve curve(String name, List<HistoryLine> history, ToDoubleFunction<HistoryLine> loss) {
        return new LinePlot.Curve(name, history.size() > MOST_DOTS ? LinePlot.Style.LINE : LinePlot.Style.DOTS,
            history.stream().map(line -> LinePlot.Point.of(line.epoch(), loss.applyAsDouble(line))).toList());
    }
}
