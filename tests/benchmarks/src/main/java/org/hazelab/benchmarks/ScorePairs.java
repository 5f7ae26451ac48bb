// SPDX-License-Identifier: Apache-2.0
package org.hazelab.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import java.awt.image.BufferedImage;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.DataRange;
import org.hazelab.metrics.ImageMetric;
import org.hazelab.metrics.Metric;
import org.hazelab.metrics.MetricCatalog;
import org.hazelab.metrics.MetricInput;
import org.hazelab.metrics.Score;
import org.hazelab.metrics.Scoring;

/**
 * Scores the pairs {@code NAME_image.png}, {@code NAME_reference.png} of a folder with every metric of an image and prints
 * them as CSV, for the scripts in {@code peers}.
 */
public final class ScorePairs {

    private static final String IMAGE = "_image.png";

    private ScorePairs() {
    }

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        List<Path> images;
        try (Stream<Path> files = Files.list(folder)) {
            images = files.filter(file -> file.toString().endsWith(IMAGE)).sorted().toList();
        }
        System.out.println("name,metric,value");
        for (Path image : images) {
            String name = image.getFileName().toString().replace(IMAGE, "");
            MetricInput input = MetricInput.of(read(image), read(folder.resolve(name + "_reference.png")),
                new DataRange.Declared());
            for (Metric metric : MetricCatalog.builtIn().metrics()) {
                if (metric instanceof ImageMetric single) {
                    Score score = Scoring.score(single, input, Progress.NONE);
                    System.out.println(name + "," + metric.info().id() + "," + (score.isMissing() ? "" : score.value()));
                }
            }
        }
    }

    private static FloatImage read(Path file) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        FloatImage planes = FloatImage.zeros(image.getWidth(), image.getHeight(), 3, ValueRange.UINT8);
        for (int i = 0; i < planes.pixels(); i++) {
            int rgb = image.getRGB(i % image.getWidth(), i / image.getWidth());
            for (int c = 0; c < 3; c++) {
                planes.plane(c)[i] = rgb >> 16 - 8 * c & 255;
            }
        }
        return planes;
    }
}
