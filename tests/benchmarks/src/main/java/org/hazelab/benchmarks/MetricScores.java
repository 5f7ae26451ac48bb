// SPDX-License-Identifier: Apache-2.0
package org.hazelab.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.io.ImageFileReader;
import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.Metric;
import org.hazelab.metrics.MetricCatalog;
import org.hazelab.metrics.Score;
import org.hazelab.metrics.Scoring;
import org.hazelab.metrics.image.DataRange;
import org.hazelab.metrics.image.MetricInput;

/**
 * Writes a CSV table of every metric's score of the pairs {@code <name>_image.png}, {@code <name>_reference.png} of a
 * folder, for {@code peers/metrics_peers.py} to compare with. A score that is missing is an empty cell.
 */
public final class MetricScores {

    private static final String IMAGE = "_image.png";

    private MetricScores() {
    }

    /** Takes the folder and the file to write. */
    public static void main(String[] args) throws IOException, HazeLabException {
        Path folder = Path.of(args[0]);
        List<Metric> metrics = MetricCatalog.builtIn().metrics();
        List<Path> images;
        try (Stream<Path> files = Files.list(folder)) {
            images = files.filter(file -> file.getFileName().toString().endsWith(IMAGE)).sorted().toList();
        }
        try (PrintWriter csv = new PrintWriter(Files.newBufferedWriter(Path.of(args[1])))) {
            StringJoiner header = new StringJoiner(",");
            header.add("name");
            metrics.forEach(metric -> header.add(metric.info().id()));
            csv.println(header);
            for (Path image : images) {
                String name = image.getFileName().toString().replace(IMAGE, "");
                MetricInput input = MetricInput.of(ImageFileReader.read(image),
                    ImageFileReader.read(folder.resolve(name + "_reference.png")), new DataRange.Declared());
                csv.println(row(name, metrics, input));
            }
        }
    }

    private static StringJoiner row(String name, List<Metric> metrics, MetricInput input) {
        StringJoiner row = new StringJoiner(",");
        row.add(name);
        for (Metric metric : metrics) {
            boolean fits = Scoring.obstacle(metric.info(), input).isEmpty();
            Score score = fits ? Scoring.score(MetricBenchmark.fitted(metric, input), input, Progress.NONE)
                : Score.missing("does not fit");
            row.add(score.isMissing() ? "" : Double.toString(score.value()));
        }
        return row;
    }
}
