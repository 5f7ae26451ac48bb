// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.hazelab.methods.training.Round;
import org.hazelab.operations.plot.LinePlot;
import org.hazelab.operations.training.TrainMethod.HistoryLine;

/** The diagram of how a training went: losses over epochs. */
public final class LossCurve {

    /** Beyond as many epochs, dots would hide the line. */
    private static final int MOST_DOTS = 40;

    private LossCurve() {
    }

    /**
     * The losses of a training, and those of its validation if there was one; a loss that only some stages have, over
     * their epochs. Epochs are counted through all stages.
     */
    public static LinePlot of(List<HistoryLine> history) {
        List<LinePlot.Curve> curves = new ArrayList<>();
        add(curves, "training", history, Round::losses);
        add(curves, "validation", history, Round::validation);
        return new LinePlot("", new LinePlot.Axis("epoch", false), new LinePlot.Axis("loss", true), curves, false);
    }

    private static void add(List<LinePlot.Curve> curves, String kind, List<HistoryLine> history,
        Function<Round, Map<String, Double>> losses) {
        List<String> names = history.stream().flatMap(line -> losses.apply(line.round()).keySet().stream()).distinct()
            .toList();
        for (String name : names) {
            List<LinePlot.Point> points = new ArrayList<>();
            for (int i = 0; i < history.size(); i++) {
                Double loss = losses.apply(history.get(i).round()).get(name);
                if (loss != null) {
                    points.add(LinePlot.Point.of(i + 1, loss));
                }
            }
            curves.add(new LinePlot.Curve(names.size() == 1 ? kind : kind + " " + name,
                points.size() > MOST_DOTS ? LinePlot.Style.LINE : LinePlot.Style.DOTS, points));
        }
    }
}
