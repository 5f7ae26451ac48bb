// SPDX-License-Identifier: Apache-2.0
package org.hazelab.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.haze.DarkChannelPrior;
import org.hazelab.imaging.haze.DcpSettings;
import org.hazelab.imaging.haze.HazeEstimate;
import org.hazelab.imaging.haze.RecoverySettings;
import org.hazelab.imaging.io.ImageFileReader;
import org.hazelab.imaging.io.ImageFileWriter;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.DehazeOptions;
import org.hazelab.methods.DehazeWatcher;
import org.hazelab.methods.hazeflow.HazeFlowOptions;
import org.hazelab.methods.hazeflow.physics.TransmissionMap;
import org.hazelab.metrics.ImageMetric;
import org.hazelab.metrics.MetricCatalog;
import org.hazelab.metrics.Scoring;
import org.hazelab.metrics.image.DataRange;
import org.hazelab.metrics.image.MetricInput;
import org.hazelab.operations.models.DehazeImages;
import org.hazelab.operations.models.NormalizationChoice;
import org.hazelab.runtime.RuntimeSettings;

/**
 * PSNR and SSIM of pairs and FADE of hazy photographs: as they are, dehazed by the dark channel prior (He 2011, and
 * with omega .8), and by models: with the map of the dark channel prior as a user has it who sets nothing (the airlight
 * is estimated), and as training makes it (white). Results are cut to [0, 1], as files keep them. A
 * checkpoint of a training is a model like any other.
 *
 * <p>Takes the folder of pairs ({@code SET_hazy.png} and {@code SET_GT.png}; a set's name ends before {@code _r}), that
 * of hazy photographs, one that results are written to or {@code -} for none, and model files.
 */
public final class HazeFlowScores {

    private static final String HAZY = "_hazy.png";
    private static final List<ImageMetric> PAIRED = List.of(metric("psnr"), metric("ssim"));
    private static final ImageMetric FADE = metric("fade");

    private HazeFlowScores() {
    }

    private interface Dehazing {
        FloatImage apply(FloatImage hazy) throws HazeLabException;
    }

    private static ImageMetric metric(String id) {
        return (ImageMetric)MetricCatalog.builtIn().find(id).orElseThrow();
    }

    /** See above. */
    public static void main(String[] args) throws HazeLabException, IOException {
        List<Path> pairs = files(Path.of(args[0])).stream().filter(file -> file.toString().endsWith(HAZY)).toList();
        List<Path> photographs = files(Path.of(args[1]));
        Optional<Path> output = args[2].equals("-") ? Optional.empty() : Optional.of(Path.of(args[2]));
        Map<String, Dehazing> ways = new LinkedHashMap<>();
        ways.put("hazy", hazy -> hazy);
        ways.put("dcp", hazy -> dcp(hazy, 0.95));
        ways.put("dcp80", hazy -> dcp(hazy, 0.8));
        for (String model : Arrays.asList(args).subList(3, args.length)) {
            String name = Path.of(model).getFileName().toString().replace(".safetensors", "");
            DehazeImages dehaze = open(Path.of(model), TransmissionMap.AUTHORS);
            ways.put(name, hazy -> dehaze.run(hazy, 0, DehazeWatcher.NONE, Progress.NONE).image());
            DehazeImages white = open(Path.of(model), TransmissionMap.AUTHORS_TRAINING);
            ways.put(name + "-white", hazy -> white.run(hazy, 0, DehazeWatcher.NONE, Progress.NONE).image());
        }
        for (Map.Entry<String, Dehazing> way : ways.entrySet()) {
            System.out.println(score(way.getKey(), way.getValue(), pairs, photographs, output));
        }
        System.exit(0);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static DehazeImages open(Path model, TransmissionMap map) throws HazeLabException {
        DehazeOptions options = DehazeOptions.DEFAULT.with(HazeFlowOptions.TRANSMISSION_MAP, map);
        return DehazeImages.open(model, new DehazeImages.Config(options, DehazeImages.Units.CLEAN,
            DehazeImages.Shown.AS_HAZY, NormalizationChoice.OF_MODEL, Optional.empty()),
            RuntimeSettings.resolve("cpu", 0, ""), Progress.NONE);
    }

    private static FloatImage dcp(FloatImage hazy, double omega) throws HazeLabException {
        DcpSettings he = DcpSettings.he2011();
        DcpSettings settings = new DcpSettings(he.patch(), omega, he.airlight(), he.refinement(), he.guidedFilter(),
            he.clipTransmission());
        HazeEstimate estimate = DarkChannelPrior.estimate(hazy, settings, Progress.NONE);
        return DarkChannelPrior.recover(hazy, estimate.transmission(), estimate.airlight(),
            RecoverySettings.he2011(), Progress.NONE);
    }

    private static String score(String name, Dehazing way, List<Path> pairs, List<Path> photographs,
        Optional<Path> output) throws HazeLabException, IOException {
        Map<String, List<double[]>> sets = new LinkedHashMap<>();
        for (Path file : pairs) {
            FloatImage clean = ImageFileReader.read(Path.of(file.toString().replace(HAZY, "_GT.png")));
            FloatImage dehazed = cut(way.apply(ImageFileReader.read(file)));
            write(dehazed, file, name, output);
            MetricInput input = MetricInput.of(dehazed, clean, new DataRange.Declared());
            double[] scores = PAIRED.stream()
                .mapToDouble(metric -> Scoring.score(metric, input, Progress.NONE).value()).toArray();
            String set = file.getFileName().toString().replaceFirst("_r\\d+" + HAZY, "");
            sets.computeIfAbsent(set, any -> new ArrayList<>()).add(scores);
            sets.computeIfAbsent("", any -> new ArrayList<>()).add(scores);
        }
        double fade = 0;
        for (Path file : photographs) {
            FloatImage dehazed = cut(way.apply(ImageFileReader.read(file)));
            write(dehazed, file, name, output);
            MetricInput input = MetricInput.of(dehazed, null, new DataRange.Declared());
            fade += Scoring.score(FADE, input, Progress.NONE).value() / photographs.size();
        }
        StringBuilder line = new StringBuilder(name);
        sets.forEach((set, scores) -> line.append(String.format(Locale.ROOT, " | %s %.2f/%.3f",
            set.isEmpty() ? "all" : set, mean(scores, 0), mean(scores, 1))));
        return line.append(String.format(Locale.ROOT, " | FADE %.3f", fade)).toString();
    }

    private static double mean(List<double[]> scores, int which) {
        return scores.stream().mapToDouble(each -> each[which]).average().orElseThrow();
    }

    /** To the range of the file. */
    private static FloatImage cut(FloatImage image) {
        float[][] planes = new float[image.channels()][];
        for (int c = 0; c < planes.length; c++) {
            planes[c] = image.plane(c).clone();
            for (int i = 0; i < planes[c].length; i++) {
                planes[c][i] = (float)Math.min(Math.max(planes[c][i], image.range().min()), image.range().max());
            }
        }
        return FloatImage.of(image.width(), image.height(), image.range(), planes);
    }

    private static void write(FloatImage image, Path file, String name, Optional<Path> output)
        throws HazeLabException, IOException {
        if (output.isPresent()) {
            Files.createDirectories(output.get());
            String stem = file.getFileName().toString().replaceFirst("\\.\\w+$", "");
            ImageFileWriter.write(image, output.get().resolve(stem + "_" + name + ".png"),
                ImageFileWriter.Options.of(ImageFileWriter.Format.PNG8).withReplace(true), Progress.NONE);
        }
    }
}
