// SPDX-License-Identifier: Apache-2.0
package org.hazelab.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.io.ImageFileWriter;
import org.hazelab.imaging.task.Progress;
import org.hazelab.operations.plot.LinePlot;

/**
 * Draws the table that {@link EvaluationsStudy} prints: four scores against evaluations, a curve a solver with even
 * time points, in one picture.
 *
 * <p>Takes the file of the table and the PNG file to write.
 */
public final class EvaluationsPlot {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 440;
    private static final int FIRST = 5;
    private static final List<String> SCORES = List.of("RI-PSNR of the mean, dB", "MicroMS3IM of the mean",
        "ENCE of the deviation", "errors within one deviation");

    private EvaluationsPlot() {
    }

    /** See above. */
    public static void main(String[] args) throws IOException, HazeLabException {
        List<String[]> rows = Files.readAllLines(Path.of(args[0])).stream().map(line -> line.split(" *\\| *"))
            .filter(cells -> cells.length > FIRST + SCORES.size() && cells[2].equals("EVEN")).toList();
        float[][] planes = new float[3][4 * WIDTH * HEIGHT];
        for (int score = 0; score < SCORES.size(); score++) {
            FloatImage picture = plot(rows, score).image(WIDTH, HEIGHT);
            for (int c = 0; c < 3; c++) {
                float[] plane = picture.plane(Math.min(c, picture.channels() - 1));
                for (int y = 0; y < HEIGHT; y++) {
                    System.arraycopy(plane, y * WIDTH, planes[c],
                        ((score / 2 * HEIGHT + y) * 2 + score % 2) * WIDTH, WIDTH);
                }
            }
        }
        Files.write(Path.of(args[1]), ImageFileWriter.toPng(
            FloatImage.of(2 * WIDTH, 2 * HEIGHT, ValueRange.UINT8, planes), 8, Progress.NONE));
    }

    private static LinePlot plot(List<String[]> rows, int score) {
        TreeMap<String, List<LinePlot.Point>> curves = new TreeMap<>();
        for (String[] cells : rows) {
            curves.computeIfAbsent(cells[1].toLowerCase(Locale.ROOT).replace('_', ' '), key -> new ArrayList<>())
                .add(LinePlot.Point.of(Double.parseDouble(cells[4]), Double.parseDouble(cells[FIRST + score])));
        }
        List<LinePlot.Curve> drawn = new ArrayList<>();
        curves.forEach((name, points) -> {
            points.sort(Comparator.comparingDouble(LinePlot.Point::x));
            drawn.add(new LinePlot.Curve(name, LinePlot.Style.DOTS, points));
        });
        return new LinePlot("", new LinePlot.Axis("evaluations of the network", true),
            new LinePlot.Axis(SCORES.get(score), false), drawn, false);
    }
}
